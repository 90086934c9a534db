"""Answers from what this computer keeps: how old they are, or that there are none."""

from datetime import datetime

from ltx_desktop.wording.dates import date_time
from ltx_desktop.wording.durations import age
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _


def shown_as_of(read_at: datetime, now: datetime) -> Notice:
    return Notice(
        _("Offline: the accounts as of {time} ({age}).").format(
            time=date_time(read_at), age=age(read_at, now)
        )
    )


def from_the_future(read_at: datetime) -> Notice:
    return Notice(
        _("The stored accounts are dated {time}, which is in the future.").format(
            time=date_time(read_at)
        ),
        _("This computer's clock is wrong, or was when they were read."),
    )


def list_is_empty() -> Notice:
    return Notice(
        _("The service lists no accounts any more."),
        _(
            "That may be a fault of the service, so the accounts stay here. If the list is still "
            "empty in a minute, they are removed here, too."
        ),
    )


def nothing_stored() -> Notice:
    return Notice(
        _("Nothing is stored on this computer yet."),
        _("Run it once without --offline to read the accounts from the service."),
    )
