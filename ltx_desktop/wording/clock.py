"""That this machine's clock is wrong."""

from datetime import timedelta

from ltx_desktop.wording.durations import duration
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _


def clock_notice(skew: timedelta) -> Notice:
    """`skew` is how far the service's clock is ahead of this machine's."""
    headline = (
        _("This computer's clock is {duration} behind the service's.")
        if skew > timedelta(0)
        else _("This computer's clock is {duration} ahead of the service's.")
    )
    return Notice(
        headline.format(duration=duration(abs(skew))),
        _("The countdowns go by the service's clock. Set the clock of this computer right."),
    )
