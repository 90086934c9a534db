"""Moments as the service gives them: any JSON type in either place (api-contract 1.5, N19)."""

import math
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from harness.platforms import skip_on_windows
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.instant import EARLIEST, LATEST, InstantReading, read_instant

AUGUST = datetime(2025, 8, 26, 8, 37, tzinfo=UTC)
AUGUST_MS = 1756197420000

instants = st.datetimes(
    EARLIEST.replace(tzinfo=None), LATEST.replace(tzinfo=None), timezones=st.just(UTC)
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (AUGUST_MS, AUGUST),
        (AUGUST_MS // 1000, AUGUST),
        (float(AUGUST_MS), AUGUST),
        (AUGUST_MS + 0.5, AUGUST + timedelta(microseconds=500)),
        (AUGUST_MS / 1000 + 0.25, AUGUST + timedelta(milliseconds=250)),
        (str(AUGUST_MS), AUGUST),
        (f" {AUGUST_MS // 1000} ", AUGUST),
        ("1.75619742e12", AUGUST),
        ("2025-08-26T08:37:00.000Z", AUGUST),
        ("2025-08-26T08:37:00Z", AUGUST),
        ("2025-08-26T08:37:00", AUGUST),
        ("2025-08-26 08:37", AUGUST),
        ("2025-08-26T10:37:00+02:00", AUGUST),
        ("2025-08-26T01:07:00-0730", AUGUST),
        ("\t2025-08-26T08:37:00.000Z\n", AUGUST),
        ("2025-08-26", datetime(2025, 8, 26, tzinfo=UTC)),
        (946684800, EARLIEST),
        (946684800000, EARLIEST),
        (7258118400000, LATEST),
        ("2200-01-01T00:00:00Z", LATEST),
        (7258118400, LATEST),
    ],
)
def test_a_moment_is_read_the_same_in_either_place(value: object, expected: datetime) -> None:
    assert read_instant(value, None) == InstantReading(expected)
    assert read_instant(None, value) == InstantReading(expected)


@pytest.fixture
def far_from_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    skip_on_windows("there, a process keeps the zone that it began with")
    with monkeypatch.context() as changed:
        changed.setenv("TZ", "SYN+11")
        time.tzset()
        yield
    time.tzset()


def test_text_without_a_zone_is_utc_wherever_this_machine_is(far_from_utc: None) -> None:
    assert datetime(2025, 8, 26).astimezone().utcoffset() == timedelta(hours=-11)
    assert read_instant(None, "2025-08-26T08:37:00") == InstantReading(AUGUST)
    assert read_instant(AUGUST_MS, None) == InstantReading(AUGUST)


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        math.nan,
        math.inf,
        -math.inf,
        0,
        -1,
        -AUGUST_MS,
        946684799,
        946684799999,
        7258118400001,
        99_999_999_999,
        100_000_000_000,
        10**400,
        -(10**400),
        1e308,
        5e-324,
        "",
        " ",
        "nan",
        "inf",
        "-1",
        "1" * 400,
        "9" * 5000,
        "YYYY-MM-DDTHH:MM:SS.sssZ",
        "2025-08-26T12:45:67.890Z",
        "2025-02-29T00:00:00Z",
        "1999-12-31T23:59:59Z",
        "2200-01-01T00:00:01Z",
        "99999-01-01T00:00:00Z",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "tomorrow",
        "\ud800",
        "\x00",
        [],
        [AUGUST_MS],
        {},
        {"ms": AUGUST_MS},
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_what_is_no_moment_between_2000_and_2200_is_ignored_and_marked(value: object) -> None:
    assert read_instant(value, None) == InstantReading(unreadable=True)
    assert read_instant(None, value) == InstantReading(unreadable=True)


def test_a_moment_that_is_not_given_is_no_fault() -> None:
    assert read_instant(None, None) == InstantReading()


@pytest.mark.parametrize(
    ("apart", "disagree"),
    [
        (timedelta(0), False),
        (timedelta(seconds=60), False),
        (timedelta(seconds=-60), False),
        (timedelta(seconds=60, milliseconds=1), True),
        (timedelta(seconds=-60, milliseconds=-1), True),
        (timedelta(hours=2), True),
        (timedelta(days=-365), True),
    ],
)
def test_the_number_wins_and_twins_more_than_a_minute_apart_are_marked(
    apart: timedelta, *, disagree: bool
) -> None:
    twin = (AUGUST + apart).isoformat()
    expected = InstantReading(AUGUST, twins_disagree=disagree)
    assert read_instant(AUGUST_MS, twin) == expected


def test_a_twin_stands_in_for_a_number_that_cannot_be_read() -> None:
    assert read_instant(-5, "2025-08-26T08:37:00Z") == InstantReading(AUGUST, unreadable=True)


def test_a_number_stands_though_its_twin_cannot_be_read() -> None:
    reading = read_instant(AUGUST_MS, "YYYY-MM-DDTHH:MM:SS.sssZ")
    assert reading == InstantReading(AUGUST, unreadable=True)


@given(instants)
def test_seconds_milliseconds_and_text_of_one_moment_agree(moment: datetime) -> None:
    near = timedelta(milliseconds=1)
    for value in (
        moment.timestamp(),
        moment.timestamp() * 1000,
        moment.isoformat(),
        moment.astimezone().isoformat(),
        moment.replace(tzinfo=None).isoformat(),
    ):
        reading = read_instant(value, moment.isoformat())
        assert reading.instant is not None
        assert abs(reading.instant - moment) <= near
        assert not reading.unreadable
        assert not reading.twins_disagree


@given(json_values, json_values)
def test_n19_any_json_value_gives_a_reading_within_bounds(number: object, text: object) -> None:
    reading = read_instant(number, text)
    if reading.instant is not None:
        assert reading.instant.tzinfo is UTC
        assert EARLIEST <= reading.instant <= LATEST
    if reading.instant is None:
        assert reading.unreadable is (number is not None or text is not None)
        assert not reading.twins_disagree
