"""Renewal dates as an iCalendar file (RFC 5545)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ltx_desktop.domain.calendar import RenewalDate
from ltx_desktop.store.private_files import write_atomically
from ltx_desktop.store.reasons import unavailable

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_PRODUCT = "-//LTX Accounts//ltx-desktop//EN"
_SECOND = timedelta(seconds=1)
_FIRST_REVISION = datetime(2020, 1, 1, tzinfo=UTC)


def calendar_bytes(dates: Sequence[RenewalDate], now: datetime) -> bytes:
    """One event a date, without length; `now` is the moment of this revision of them all.

    SEQUENCE counts the seconds since 2020: nothing remembers what was exported before, and a
    calendar takes a moved date only with a higher number. It fits 32 bits until 2088.
    """
    from icalendar import Calendar  # 100 ms that only an export waits for

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for date in dates:
        calendar.add_component(_event(date, now))
    content: bytes = calendar.to_ical()
    return content


def write_calendar(path: Path, dates: Sequence[RenewalDate], now: datetime) -> None:
    """Replace the file whole or not at all. Raises StoreUnavailable."""
    content = calendar_bytes(dates, now)
    try:
        write_atomically(path, content)
    except OSError as error:
        raise unavailable(path, error) from error


def _event(date: RenewalDate, now: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", date.uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", now.astimezone(UTC))
    event.add("sequence", (now - _FIRST_REVISION) // _SECOND)
    event.add("dtstart", date.deadline.astimezone(UTC))
    event.add("summary", date.summary)
    event.add("description", date.description)
    event.add("transp", "TRANSPARENT")
    for before in date.alarms:
        event.add_component(_alarm(date, before))
    return event


def _alarm(date: RenewalDate, before: timedelta) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", date.summary)
    alarm.add("trigger", -before)
    return alarm
