"""What a person may choose about the app, but for the API token."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum, unique

from ltx_desktop.domain.base_url import DEFAULT_BASE_URL, BaseUrl
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS, Thresholds
from ltx_desktop.domain.quiet_hours import QuietHours

DEFAULT_REMINDERS = tuple(timedelta(days=days) for days in (14, 7, 3, 1, 0))
MOST_DAYS = 3650
"""A span before a deadline is never longer."""

DEFAULT_HISTORY_KEPT = timedelta(days=730)
LEAST_HISTORY_DAYS = 365
"""Three sessions of the usual length fit in, from which a fourth is estimated."""

DEFAULT_REFRESH_EVERY = timedelta(minutes=15)


@unique
class Theme(StrEnum):
    """How the window is coloured; the values are those of the settings' file."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    BLACK_ON_WHITE = "black-on-white"
    WHITE_ON_BLACK = "white-on-black"


@dataclass(frozen=True, slots=True)
class Settings:
    """`base_url` is None if one was set and cannot be read: then nothing may be sent.

    `reminders` are spans before a deadline, longest first; 0 is the deadline itself, () none.
    `refresh_every` None: only on demand. `browsers` are commands by email that open a page for
    that account, with its address as their last argument; elsewhere the system's browser does.
    `log_in_browsers` are ids by email: in which browser somebody logs in to have the app read it.
    `look_for_updates` None: nobody was asked yet. `history_kept` is how long the entries of the
    history are kept.
    """

    base_url: BaseUrl | None = field(default_factory=lambda: BaseUrl.parse(DEFAULT_BASE_URL))
    thresholds: Thresholds = DEFAULT_THRESHOLDS
    reminders: tuple[timedelta, ...] = DEFAULT_REMINDERS
    quiet_hours: QuietHours | None = None
    refresh_every: timedelta | None = DEFAULT_REFRESH_EVERY
    close_to_tray: bool = False
    browsers: Mapping[str, str] = field(default_factory=dict)
    log_in_browsers: Mapping[str, str] = field(default_factory=dict)
    look_for_updates: bool | None = None
    theme: Theme = Theme.SYSTEM
    history_kept: timedelta = DEFAULT_HISTORY_KEPT


def reminders_from_text(text: str) -> tuple[timedelta, ...]:
    """`14, 7, 0.5` are days; raises ValueError for anything but such numbers, 0 to 3650."""
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    days = [float(part) for part in parts if part]
    if not all(0 <= day <= MOST_DAYS for day in days):
        raise ValueError("no number of days")
    return tuple(sorted({timedelta(days=day) for day in days}, reverse=True))


def reminders_to_text(spans: Sequence[timedelta]) -> str:
    """What `reminders_from_text` reads."""
    return ", ".join(f"{span / timedelta(days=1):g}" for span in spans)
