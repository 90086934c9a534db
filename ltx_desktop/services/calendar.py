"""Saving the renewal dates as a calendar file."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.calendar import RenewalDate, alarms_ahead
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS
from ltx_desktop.domain.settings import DEFAULT_REMINDERS
from ltx_desktop.domain.urgency import DEAD_STATES, Judged, judge
from ltx_desktop.services.export import written_aside
from ltx_desktop.services.ports import Now, RecordsPort
from ltx_desktop.store.errors import Reason

Describe = Callable[[Judged], tuple[str, str]]
"""An account's date in words: the summary and the description."""

WriteCalendar = Callable[[Path, Sequence[RenewalDate], datetime], None]
"""`store.calendar_file.write_calendar`; raises StoreUnavailable."""


@dataclass(frozen=True, slots=True)
class CalendarSaved:
    """`left_out` counts the accounts that have no date ahead."""

    path: Path
    dates: int
    left_out: int


@dataclass(frozen=True, slots=True)
class NoDates:
    """No account has a date ahead: nothing was written."""


@dataclass(frozen=True, slots=True)
class CalendarNotSaved:
    path: Path
    reason: Reason


CalendarOutcome = CalendarSaved | NoDates | CalendarNotSaved


class ExportCalendar:
    """One event for each account whose deadline is known and ahead.

    Dead accounts have none: they need a person now, of which window, tray and `check` tell, and
    an event that was imported earlier stays in the calendar on the day when it was true.
    """

    def __init__(
        self, store: RecordsPort, now: Now, describe: Describe, write: WriteCalendar
    ) -> None:
        self._store = store
        self._now = now
        self._describe = describe
        self._write = write

    async def __call__(
        self, path: Path, alarms: Collection[timedelta] = DEFAULT_REMINDERS
    ) -> CalendarOutcome:
        """Write the file in a thread; `alarms` are spans before each date."""
        now = self._now()
        records = self._store.records()
        dates = self._dates(records, now, alarms)
        if not dates:
            return NoDates()

        trouble = await written_aside(lambda: self._write(path, dates, now))
        if trouble is not None:
            return CalendarNotSaved(path, trouble)
        return CalendarSaved(path, len(dates), len(records) - len(dates))

    def _dates(
        self, records: Collection[AccountRecord], now: datetime, alarms: Collection[timedelta]
    ) -> list[RenewalDate]:
        dates = []
        for judged in judge(records, now, DEFAULT_THRESHOLDS):
            deadline = judged.expiry.deadline
            if deadline is None or judged.expiry.state in DEAD_STATES:
                continue
            summary, description = self._describe(judged)
            ahead = alarms_ahead(deadline, now, alarms)
            dates.append(RenewalDate(judged.email, deadline, summary, description, ahead))
        return dates
