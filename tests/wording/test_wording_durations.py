"""Spans of time in words: two largest units, seconds only under an hour, never negative."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from fakes import NOW
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.wording.durations import age, countdown, duration

UNITS = {"d": 86_400, "h": 3_600, "min": 60, "s": 1}
ORDER = list(UNITS)
TICK = timedelta(microseconds=1)

spans = (
    st.timedeltas(timedelta(0), timedelta(days=400))
    | st.integers(0, 10**7).map(lambda seconds: timedelta(seconds=seconds))
    | st.timedeltas(timedelta(0), timedelta(hours=2))
)
moments = st.datetimes(timezones=st.just(UTC)) | spans.map(lambda span: NOW + span)


def read_back(text: str) -> list[tuple[int, str]]:
    """`2 d 4 h` as numbers with their units; fails on anything else."""
    assert re.fullmatch(r"\d+ (d|h|min|s)( \d+ (d|h|min|s))?", text), text
    return [(int(count), unit) for count, unit in re.findall(r"(\d+) (\w+)", text)]


def in_seconds(text: str) -> int:
    return sum(count * UNITS[unit] for count, unit in read_back(text))


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(days=89, hours=4, minutes=59, seconds=59), "89 d 4 h"),
        (timedelta(days=2, hours=4), "2 d 4 h"),
        (timedelta(days=2), "2 d"),
        (timedelta(days=1, minutes=59), "1 d"),
        (timedelta(days=1), "1 d"),
        (timedelta(days=1) - timedelta(seconds=1), "23 h 59 min"),
        (timedelta(days=1) - TICK, "1 d"),
        (timedelta(hours=4, minutes=12, seconds=30), "4 h 12 min"),
        (timedelta(hours=1, seconds=59), "1 h"),
        (timedelta(hours=1), "1 h"),
        (timedelta(minutes=59, seconds=59), "59 min 59 s"),
        (timedelta(minutes=49, seconds=10), "49 min 10 s"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(seconds=59), "59 s"),
        (timedelta(seconds=1), "1 s"),
        (TICK, "1 s"),
        (timedelta(0), "0 s"),
        (timedelta(seconds=-1), "0 s"),
        (timedelta(days=-400), "0 s"),
        (timedelta(days=73_000), "73000 d"),
    ],
)
def test_a_span_is_told_in_its_two_largest_units(span: timedelta, text: str) -> None:
    assert duration(span) == text


@given(spans)
def test_a_second_unit_is_the_next_smaller_one_and_never_zero(span: timedelta) -> None:
    units = read_back(duration(span))
    if len(units) == 2:
        (_count, larger), (smaller_count, smaller) = units
        assert ORDER.index(smaller) == ORDER.index(larger) + 1
        assert 0 < smaller_count * UNITS[smaller] < UNITS[larger]


@given(spans)
def test_seconds_are_told_only_under_an_hour(span: timedelta) -> None:
    tells_seconds = any(unit == "s" for _count, unit in read_back(duration(span)))
    assert not (tells_seconds and span >= timedelta(hours=1))


@given(spans)
def test_what_is_told_is_less_than_its_smallest_unit_away_from_the_truth(span: timedelta) -> None:
    told = in_seconds(duration(span))
    under = {timedelta(hours=1): 1, timedelta(days=1): 60}
    tolerance = next((seconds for limit, seconds in under.items() if span < limit), 3_600)
    assert abs(told - span.total_seconds()) <= tolerance


@given(spans, spans)
def test_a_longer_span_is_never_told_as_a_shorter_one(one: timedelta, other: timedelta) -> None:
    shorter, longer = sorted((one, other))
    assert in_seconds(duration(shorter)) <= in_seconds(duration(longer))


@pytest.mark.parametrize(
    ("left", "text"),
    [
        (timedelta(days=89, hours=4), "89 d 4 h"),
        (timedelta(seconds=1), "1 s"),
        (TICK, "1 s"),
        (timedelta(0), "expired just now"),
        (-TICK, "expired just now"),
        (timedelta(seconds=-1), "expired 1 s ago"),
        (timedelta(seconds=-59), "expired 59 s ago"),
        (timedelta(days=-2), "expired 2 d ago"),
        (timedelta(days=-2, hours=-4), "expired 2 d ago"),
        (timedelta(days=-2, seconds=-1), "expired 2 d ago"),
    ],
)
def test_a_countdown_tells_what_is_left_or_how_long_ago_it_ended(
    left: timedelta, text: str
) -> None:
    assert countdown(NOW + left, NOW) == text


@given(moments, moments)
def test_no_two_moments_give_a_negative_countdown(deadline: datetime, now: datetime) -> None:
    text = countdown(deadline, now)
    assert "-" not in text
    assert "−" not in text  # noqa: RUF001 - the sign that typesetters use
    assert text.startswith("expired") is (deadline <= now)
    if deadline > now:
        assert in_seconds(text) > 0


@given(spans, spans)
def test_a_countdown_never_grows_while_time_passes(one: timedelta, other: timedelta) -> None:
    sooner, later = (NOW + passed for passed in sorted((one, other)))
    deadline = later + timedelta(microseconds=1)
    assert in_seconds(countdown(deadline, later)) <= in_seconds(countdown(deadline, sooner))


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 min ago"),
        (timedelta(minutes=3, seconds=59), "3 min ago"),
        (timedelta(hours=2, minutes=5), "2 h 5 min ago"),
        (timedelta(days=3, hours=2), "3 d 2 h ago"),
        (timedelta(hours=-2), "just now"),
    ],
)
def test_an_age_is_told_without_seconds(ago: timedelta, text: str) -> None:
    assert age(NOW - ago, NOW) == text


@given(moments, moments)
def test_no_two_moments_give_a_negative_age(then: datetime, now: datetime) -> None:
    text = age(then, now)
    assert text == "just now" or in_seconds(text.removesuffix(" ago")) >= 60
    assert text == "just now" or then < now
