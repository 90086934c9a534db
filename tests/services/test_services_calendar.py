"""Which accounts come into the calendar, with which alarms, and what became of the file."""

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fakes import DAY, EMAIL, NOW, Clock, make_account, make_record
from icalendar import Calendar, Event

from ltx_desktop.domain.account import Account, AccountRecord, Submission
from ltx_desktop.domain.calendar import RenewalDate
from ltx_desktop.services.calendar import (
    CalendarNotSaved,
    CalendarSaved,
    ExportCalendar,
    NoDates,
)
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.calendar_file import write_calendar
from ltx_desktop.store.errors import Reason, StoreUnavailable
from ltx_desktop.wording.calendar import calendar_notice, calendar_text


def ending(email: str, left: timedelta, error: str | None = None) -> AccountRecord:
    return make_record(
        make_account(email, refresh_expiry=NOW + left, access_expiry=None, error=error)
    )


def exporter(*records: AccountRecord, clock: Clock | None = None) -> ExportCalendar:
    store = AccountStore.in_memory()
    store.put(records)
    return ExportCalendar(store, clock or Clock(), calendar_text, write_calendar)


def events(path: Path) -> list[Event]:
    calendar = Calendar.from_ical(path.read_bytes())
    assert isinstance(calendar, Calendar)
    return [one for one in calendar.walk("VEVENT") if isinstance(one, Event)]


def triggers(event: Event) -> list[timedelta]:
    return [-alarm.decoded("trigger") for alarm in event.walk("VALARM")]


async def test_accounts_with_a_date_ahead_are_in_it_and_others_are_counted(tmp_path: Path) -> None:
    export = exporter(
        ending("later@x.example", 30 * DAY),
        ending("soon@x.example", 2 * DAY),
        ending("dead@x.example", -DAY),
        ending("broken@x.example", 30 * DAY, "refresh failed"),
        make_record(Account("unknown@x.example")),
    )
    path = tmp_path / "renewals.ics"
    outcome = await export(path)
    assert outcome == CalendarSaved(path, 2, 3)
    assert [str(one["summary"]) for one in events(path)] == [
        "Renew soon@x.example",
        "Renew later@x.example",
    ]
    assert str(calendar_notice(outcome)) == (
        f"2 renewal dates were saved as {path}. 3 accounts are left out: they need a renewal "
        "now, or nobody knows when they end."
    )


async def test_alarms_are_the_given_ones_that_are_still_ahead(tmp_path: Path) -> None:
    export = exporter(ending("soon@x.example", 2 * DAY), ending("later@x.example", 30 * DAY))
    path = tmp_path / "renewals.ics"
    await export(path, (DAY, 14 * DAY, 2 * DAY, DAY, timedelta()))
    soon, later = events(path)
    assert triggers(soon) == [DAY, timedelta()]
    assert triggers(later) == [14 * DAY, 2 * DAY, DAY, timedelta()]
    await export(path)
    assert triggers(events(path)[1]) == [14 * DAY, 7 * DAY, 3 * DAY, DAY, timedelta()]


async def test_an_estimate_says_that_it_is_one(tmp_path: Path) -> None:
    path = tmp_path / "renewals.ics"
    submitted = make_record(Account(EMAIL), submission=Submission(NOW - DAY))
    await exporter(submitted, ending("sure@x.example", DAY))(path)
    texts = {str(one["summary"]): str(one["description"]) for one in events(path)}
    assert "The date is an estimate" in texts[f"Renew {EMAIL}"]
    assert "estimate" not in texts["Renew sure@x.example"]


async def test_an_export_after_a_renewal_moves_the_same_event(tmp_path: Path) -> None:
    clock = Clock()
    store = AccountStore.in_memory()
    export = ExportCalendar(store, clock, calendar_text, write_calendar)
    path = tmp_path / "renewals.ics"
    store.put([ending(EMAIL, 2 * DAY)])
    await export(path)
    (before,) = events(path)
    clock.now += timedelta(minutes=1)
    store.put([ending(EMAIL, 90 * DAY)])
    await export(path)
    (after,) = events(path)
    assert (before["uid"], before.decoded("dtstart")) == (after["uid"], NOW + 2 * DAY)
    assert after.decoded("dtstart") == NOW + 90 * DAY
    assert after.decoded("sequence") == before.decoded("sequence") + 60


async def test_a_hostile_email_is_neutralised_and_nothing_breaks(tmp_path: Path) -> None:
    path = tmp_path / "renewals.ics"
    await exporter(ending("a\u202eb;c,\r\nEND:VCALENDAR@x", DAY))(path)
    (event,) = events(path)
    assert str(event["summary"]) == "Renew a b;c,  END:VCALENDAR@x"


async def test_without_any_date_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "renewals.ics"
    outcome = await exporter(ending("dead@x.example", -DAY))(path)
    assert outcome == NoDates()
    assert not path.exists()
    assert calendar_notice(outcome).headline == "There are no renewal dates to save."


async def test_a_file_that_cannot_be_written_is_an_outcome_with_a_sentence(tmp_path: Path) -> None:
    export = exporter(ending(EMAIL, DAY))
    outcome = await export(tmp_path / "missing" / "renewals.ics")
    assert isinstance(outcome, CalendarNotSaved)

    def full(path: Path, _dates: Sequence[RenewalDate], _now: datetime) -> None:
        raise StoreUnavailable(path, Reason.DISK_FULL)

    store = AccountStore.in_memory()
    store.put([ending(EMAIL, DAY)])
    outcome = await ExportCalendar(store, Clock(), calendar_text, full)(tmp_path / "x.ics")
    assert outcome == CalendarNotSaved(tmp_path / "x.ics", Reason.DISK_FULL)
    assert str(calendar_notice(outcome)) == (
        "The calendar could not be saved (the disk is full). "
        f"Choose another place than {tmp_path / 'x.ics'}."
    )


async def test_a_disk_that_never_answers_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def hanging(_path: Path, _dates: Sequence[RenewalDate], _now: datetime) -> None:
        go_on.wait(10)

    monkeypatch.setattr("ltx_desktop.services.export._TIMEOUT", 0.05)
    store = AccountStore.in_memory()
    store.put([ending(EMAIL, DAY)])
    export = ExportCalendar(store, Clock(), calendar_text, hanging)
    try:
        assert await export(tmp_path / "x.ics") == CalendarNotSaved(
            tmp_path / "x.ics", Reason.OTHER
        )
    finally:
        go_on.set()


async def test_a_bug_in_writing_comes_out_at_once(tmp_path: Path) -> None:
    def broken(_path: Path, _dates: Sequence[RenewalDate], _now: datetime) -> None:
        raise KeyError("planted")

    store = AccountStore.in_memory()
    store.put([ending(EMAIL, DAY)])
    with pytest.raises(KeyError, match="planted"):
        await ExportCalendar(store, Clock(), calendar_text, broken)(tmp_path / "x.ics")
