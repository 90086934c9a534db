"""The settings as values of JSON: what each key may hold, and how it is written.

base_url            "https://…", or null where one was set and could not be read
urgent_days         number of days, 0 to 3650, fractions allowed, at most renew_soon_days
renew_soon_days     likewise
reminder_days       list of such numbers, at most 20; [] for no reminders
quiet_hours         "22:00-07:30" or null
refresh_minutes     number from 1 to 1440, or null for never
close_to_tray       true or false
browsers            {"email": "command"}
log_in_browsers     {"email": "chrome", "firefox" or another id}
look_for_updates    true or false, or null for not asked yet
history_days        number of days, 365 to 3650
theme               "system", "light", "dark", "black-on-white" or "white-on-black"
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple, TypeVar

from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.expiry import Thresholds
from ltx_desktop.domain.quiet_hours import QuietHours
from ltx_desktop.domain.settings import LEAST_HISTORY_DAYS, MOST_DAYS, Settings, Theme

T = TypeVar("T")

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)

_MOST_REMINDERS = 20
_LONGEST_COMMAND = 4096


class _Key(NamedTuple):
    """`read` raises ValueError for what cannot be used."""

    read: Callable[[object], object]
    write: Callable[[Settings], object]


def read_settings(values: Mapping[str, object]) -> tuple[Settings, tuple[str, ...]]:
    """The settings, and the keys with something unusable.

    Defaults stand in for all of them but the address, which decides where the token goes.
    """
    good: dict[str, Any] = {}
    problems: list[str] = []
    for name, key in _KEYS.items():
        if name in values:
            try:
                good[name] = key.read(values[name])
            except ValueError:
                problems.append(name)
    if BASE_URL in problems:
        good[BASE_URL] = None
    default = Settings()
    thresholds = Thresholds(
        urgent=good.pop(URGENT_DAYS, default.thresholds.urgent),
        renew_soon=good.pop(RENEW_SOON_DAYS, default.thresholds.renew_soon),
    )
    if thresholds.urgent > thresholds.renew_soon:
        # A pair in the wrong order is wrong as a pair.
        thresholds = default.thresholds
        problems += [name for name in (URGENT_DAYS, RENEW_SOON_DAYS) if name in values]
    fields = {_FIELDS.get(name, name): value for name, value in good.items()}
    ordered = tuple(name for name in _KEYS if name in problems)
    return Settings(thresholds=thresholds, **fields), ordered


def written(settings: Settings) -> dict[str, object]:
    """The settings as values of JSON, by key."""
    return {name: key.write(settings) for name, key in _KEYS.items()}


def _base_url(value: object) -> BaseUrl | None:
    return None if value is None else BaseUrl.parse(_of_type(str, value))


def _days(value: object) -> timedelta:
    return timedelta(days=_number(value, 0, MOST_DAYS))


def _reminders(value: object) -> tuple[timedelta, ...]:
    days = _of_type(list, value)
    if len(days) > _MOST_REMINDERS:
        raise ValueError("too many")
    return tuple(sorted({_days(one) for one in days}, reverse=True))


def _quiet_hours(value: object) -> QuietHours | None:
    return None if value is None else QuietHours.parse(_of_type(str, value))


def _refresh_every(value: object) -> timedelta | None:
    return None if value is None else timedelta(minutes=_number(value, 1, 1440))


def _history_kept(value: object) -> timedelta:
    return timedelta(days=_number(value, LEAST_HISTORY_DAYS, MOST_DAYS))


def _browsers(value: object) -> dict[str, str]:
    commands = _of_type(dict, value)
    if not all(0 < len(_of_type(str, one)) <= _LONGEST_COMMAND for one in commands.values()):
        raise ValueError("empty or too long")
    return commands


def _choice(value: object) -> bool | None:
    return None if value is None else _of_type(bool, value)


def _number(value: object, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ValueError("no number within bounds")
    return float(value)


def _of_type(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise ValueError(f"no {kind.__name__}")  # noqa: TRY004 - told as a value of the file
    return value


def _in(unit: timedelta, span: timedelta) -> int | float:
    count = span / unit
    return int(count) if count.is_integer() else count


BASE_URL = "base_url"
URGENT_DAYS = "urgent_days"
RENEW_SOON_DAYS = "renew_soon_days"

_KEYS = {
    BASE_URL: _Key(_base_url, lambda s: s.base_url.text if s.base_url else None),
    URGENT_DAYS: _Key(_days, lambda s: _in(_DAY, s.thresholds.urgent)),
    RENEW_SOON_DAYS: _Key(_days, lambda s: _in(_DAY, s.thresholds.renew_soon)),
    "reminder_days": _Key(_reminders, lambda s: [_in(_DAY, span) for span in s.reminders]),
    "quiet_hours": _Key(_quiet_hours, lambda s: str(s.quiet_hours) if s.quiet_hours else None),
    "refresh_minutes": _Key(
        _refresh_every, lambda s: _in(_MINUTE, s.refresh_every) if s.refresh_every else None
    ),
    "close_to_tray": _Key(lambda value: _of_type(bool, value), lambda s: s.close_to_tray),
    "browsers": _Key(_browsers, lambda s: dict(s.browsers)),
    "log_in_browsers": _Key(_browsers, lambda s: dict(s.log_in_browsers)),
    "look_for_updates": _Key(_choice, lambda s: s.look_for_updates),
    "history_days": _Key(_history_kept, lambda s: _in(_DAY, s.history_kept)),
    "theme": _Key(lambda value: Theme(_of_type(str, value)), lambda s: s.theme.value),
}
_FIELDS = {
    "history_days": "history_kept",
    "reminder_days": "reminders",
    "refresh_minutes": "refresh_every",
}

KEYS = tuple(_KEYS)
