"""Renewal dates as iCalendar: read again by a parser, and by the rules of RFC 5545 by hand."""

import re
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import DAY, EMAIL, NOW
from harness.platforms import not_on_windows
from icalendar import Calendar, Event

from ltx_desktop.domain.calendar import RenewalDate
from ltx_desktop.store.calendar_file import calendar_bytes, write_calendar
from ltx_desktop.store.errors import StoreUnavailable

LONG = "renew " + "ümläut 漢字 " * 30
HOSTILE = 'a;b,c\\d:"e"\nBEGIN:VEVENT\r\nUID:planted'


def date(
    email: str = EMAIL, deadline: datetime = NOW + 20 * DAY, text: str = "Renew"
) -> RenewalDate:
    return RenewalDate(email, deadline, text, f"{text}, and why", (14 * DAY, DAY, timedelta()))


def read(content: bytes) -> list[Event]:
    calendar = Calendar.from_ical(content)
    assert isinstance(calendar, Calendar)
    events = calendar.walk("VEVENT")
    assert all(isinstance(one, Event) for one in events)
    return [one for one in events if isinstance(one, Event)]


def test_a_date_comes_back_as_it_was_given() -> None:
    (event,) = read(calendar_bytes([date()], NOW))
    assert event.decoded("dtstart") == NOW + 20 * DAY
    assert event["dtstart"].to_ical() == b"20260321T120000Z"
    assert "dtend" not in event
    assert "duration" not in event
    assert (event["summary"], event["description"]) == ("Renew", "Renew, and why")
    alarms = event.walk("VALARM")
    assert [one["action"] for one in alarms] == ["DISPLAY"] * 3
    assert [one.decoded("trigger") for one in alarms] == [-14 * DAY, -DAY, timedelta()]
    assert all(one["description"] == "Renew" for one in alarms)


def test_the_calendar_says_what_the_format_requires() -> None:
    calendar = Calendar.from_ical(calendar_bytes([date()], NOW))
    assert isinstance(calendar, Calendar)
    assert calendar["version"] == "2.0"
    assert calendar["method"] == "PUBLISH"
    assert calendar["prodid"] == "-//LTX Accounts//ltx-desktop//EN"
    (event,) = calendar.walk("VEVENT")
    for name in ("uid", "dtstamp"):
        assert name in event
    assert event.decoded("dtstamp") == event.decoded("last-modified") == NOW


def test_lines_end_with_crlf_and_are_folded_at_75_octets_between_characters() -> None:
    content = calendar_bytes([date(text=LONG)], NOW)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    assert any(line.startswith(b" ") for line in lines)
    assert f"SUMMARY:{LONG.strip()}" in re.sub(rb"\r\n ", b"", content).decode()


def test_hostile_text_adds_no_line_of_its_own() -> None:
    content = calendar_bytes([date(HOSTILE, text=HOSTILE)], NOW)
    lines = re.sub(rb"\r\n ", b"", content).decode().split("\r\n")
    assert lines.count("BEGIN:VEVENT") == 1
    assert sum(line.startswith("UID:") for line in lines) == 1
    assert 'SUMMARY:a\\;b\\,c\\\\d:"e"\\nBEGIN:VEVENT\\nUID:planted' in lines
    (event,) = read(content)
    assert event["summary"] == HOSTILE.replace("\r\n", "\n")


def test_every_line_is_a_property_by_hand() -> None:
    content = re.sub(rb"\r\n ", b"", calendar_bytes([date(), date("b@x.example")], NOW)).decode()
    open_parts: list[str] = []
    for line in content.removesuffix("\r\n").split("\r\n"):
        found = re.fullmatch(r"([A-Z-]+)(?:;[A-Z]+=[^:;]+)*:(.*)", line)
        assert found, line
        if found[1] == "BEGIN":
            open_parts.append(found[2])
        elif found[1] == "END":
            assert open_parts.pop() == found[2]
    assert open_parts == []


def test_after_a_renewal_the_same_event_moves_and_is_newer() -> None:
    (before,) = read(calendar_bytes([date()], NOW))
    (after,) = read(calendar_bytes([date(deadline=NOW + 90 * DAY)], NOW + timedelta(seconds=1)))
    assert before["uid"] == after["uid"]
    assert after.decoded("sequence") > before.decoded("sequence")
    assert after.decoded("last-modified") > before.decoded("last-modified")
    assert after.decoded("dtstamp") > before.decoded("dtstamp")
    assert after.decoded("dtstart") == NOW + 90 * DAY


def test_the_sequence_fits_into_what_calendars_take() -> None:
    for now in (NOW, datetime(2087, 1, 1, tzinfo=UTC)):
        (event,) = read(calendar_bytes([date()], now))
        assert 0 < event.decoded("sequence") < 2**31


@not_on_windows("Windows has no such modes")
def test_the_file_is_written_whole_and_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "renewals.ics"
    path.write_bytes(b"an older and longer file" * 1000)
    write_calendar(path, [date()], NOW)
    assert path.read_bytes() == calendar_bytes([date()], NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["renewals.ics"]


@pytest.mark.parametrize("name", ["", "missing/renewals.ics"])
def test_a_place_that_cannot_be_written_is_told_and_left_as_it_is(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(StoreUnavailable):
        write_calendar(tmp_path / name, [date()], NOW)
    assert list(tmp_path.iterdir()) == []
