"""What a person may choose about the app, but for the API token."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from ltx_desktop.domain.base_url import DEFAULT_BASE_URL, BaseUrl
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS, Thresholds
from ltx_desktop.domain.quiet_hours import QuietHours

DEFAULT_REMINDERS = tuple(timedelta(days=days) for days in (14, 7, 3, 1, 0))
DEFAULT_REFRESH_EVERY = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Settings:
    """`reminders` are spans before a deadline, longest first; 0 is the deadline itself, () none.

    `refresh_every` None: only on demand. `browsers` are commands by email that open a page for
    that account, with its address as their last argument; elsewhere the system's browser does.
    """

    base_url: BaseUrl = field(default_factory=lambda: BaseUrl.parse(DEFAULT_BASE_URL))
    thresholds: Thresholds = DEFAULT_THRESHOLDS
    reminders: tuple[timedelta, ...] = DEFAULT_REMINDERS
    quiet_hours: QuietHours | None = None
    refresh_every: timedelta | None = DEFAULT_REFRESH_EVERY
    close_to_tray: bool = False
    browsers: Mapping[str, str] = field(default_factory=dict)
