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


def day_of_year(moment: datetime) -> str:
    """`10 Sep 2026`."""
    at = to_local(moment)
    return _("{day} {month} {year}").format(day=at.day, month=_month(at), year=at.year)


def utc_time(moment: datetime) -> str:
    """`21:41 UTC`, with its day where that is another one than here."""
    utc = moment.astimezone(UTC)
    if utc.date() != to_local(moment).date():
        return utc_date_time(moment)
    return _("{time} UTC").format(time=time_of_day(utc))


def long_day(moment: datetime) -> str:
    """`9 December`."""
    at = to_local(moment)
    days = (
        _("{day} January"),
        _("{day} February"),
        _("{day} March"),
        _("{day} April"),
        _("{day} May"),
        _("{day} June"),
        _("{day} July"),
        _("{day} August"),
        _("{day} September"),
        _("{day} October"),
        _("{day} November"),
        _("{day} December"),
    )
    return days[at.month - 1].format(day=at.day)


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
