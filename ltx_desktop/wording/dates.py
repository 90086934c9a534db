"""Moments and days as the language writes them; local ones by the clock on the wall."""

from datetime import UTC, datetime

from ltx_desktop.services.local_time import to_local
from ltx_desktop.wording.translation import _


def date_time(moment: datetime) -> str:
    """`12 Dec 2026, 14:05`."""
    return _written(to_local(moment))


def short_date(moment: datetime) -> str:
    """`12 Dec`."""
    return day(to_local(moment))


def utc_date_time(moment: datetime) -> str:
    return _("{time} UTC").format(time=_written(moment.astimezone(UTC)))


def day(local: datetime) -> str:
    """`12 Dec`."""
    return _("{day} {month}").format(day=local.day, month=_month(local))


def month_of_year(local: datetime) -> str:
    """`Dec 2026`."""
    return _("{month} {year}").format(month=_month(local), year=local.year)


def time_of_day(local: datetime) -> str:
    """`14:05`; a translation may take `{hour12}` and `{half}` for `{hour}`, as in `2:05 pm`."""
    # A mapping: not every language needs all of it.
    return _("{hour:02}:{minute:02}").format_map(
        {
            "hour": local.hour,
            "minute": local.minute,
            "hour12": local.hour % 12 or 12,
            "half": _("am") if local.hour < 12 else _("pm"),
        }
    )


def _written(at: datetime) -> str:
    return _("{day} {month} {year}, {time}").format(
        day=at.day, month=_month(at), year=at.year, time=time_of_day(at)
    )


def _month(at: datetime) -> str:
    names = (
        *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
        *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
    )
    return names[at.month - 1]
