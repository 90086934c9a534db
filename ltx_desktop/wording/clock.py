"""That this machine's clock and the service's do not agree."""

from datetime import timedelta

from ltx_desktop.services.clock import Skew
from ltx_desktop.wording.durations import duration
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _


def clock_notice(skew: Skew) -> Notice:
    headline = (
        _("This computer's clock is {duration} behind the service's.")
        if skew.by > timedelta(0)
        else _("This computer's clock is {duration} ahead of the service's.")
    ).format(duration=duration(abs(skew.by)))
    if skew.believed:
        return Notice(
            headline,
            _("The countdowns go by the service's clock. Set the clock of this computer right."),
        )
    return Notice(
        headline,
        _(
            "One of them is wrong. Until that is clear, the countdowns go by this computer's "
            "clock and no reminders are shown. Check the date of this computer."
        ),
    )
