"""The spans of reminders, as a person writes them."""

from datetime import timedelta

import pytest
from fakes import DAY
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.settings import (
    DEFAULT_REMINDERS,
    MOST_DAYS,
    reminders_from_text,
    reminders_to_text,
)

quarters_of_days = st.integers(0, MOST_DAYS * 4).map(lambda count: count * DAY / 4)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("14, 7, 3, 1, 0", [14, 7, 3, 1, 0]),
        ("1,14 ,  7", [14, 7, 1]),
        ("7, 0.5, 7.0", [7, 0.5]),
        ("3650", [3650]),
        ("7,,", [7]),
        ("", []),
        (" \n", []),
        (",", []),
    ],
)
def test_days_are_read_longest_first_and_once(text: str, days: list[float]) -> None:
    assert reminders_from_text(text) == tuple(one * DAY for one in days)


@pytest.mark.parametrize(
    "text", ["x", "7 days", "7; 3", "-1", "3650.1", "7, 99999", "nan", "inf", "-inf", "1e400"]
)
def test_what_is_no_number_of_days_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"number of days|could not convert"):
        reminders_from_text(text)


def test_the_spans_at_first_are_written_as_days() -> None:
    assert reminders_to_text(DEFAULT_REMINDERS) == "14, 7, 3, 1, 0"
    assert reminders_to_text([timedelta(hours=12)]) == "0.5"
    assert reminders_to_text([]) == ""


@given(st.sets(quarters_of_days, max_size=9))
def test_what_is_written_is_read_again(spans: set[timedelta]) -> None:
    written = sorted(spans, reverse=True)
    assert reminders_from_text(reminders_to_text(written)) == tuple(written)
