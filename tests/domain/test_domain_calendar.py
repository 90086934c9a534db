"""The dates of a calendar: the same event at each export, and no alarm for what is past."""

from datetime import timedelta

import pytest
from fakes import DAY, EMAIL, NOW
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.calendar import RenewalDate, alarms_ahead

TICK = timedelta(microseconds=1)


def uid(email: str, days: int = 0, text: str = "") -> str:
    return RenewalDate(email, NOW + days * DAY, text, text, (days * DAY,)).uid


def test_events_that_an_earlier_version_exported_are_known_again() -> None:
    assert uid(EMAIL) == "5be7a2bb-90c7-58c7-b017-80a0f8c1c980"


def test_an_email_that_is_no_text_has_an_event_too() -> None:
    assert uid("half \ud800 a pair") != uid("half \ud800 another")


@given(st.emails() | st.text(), st.integers(0, 90), st.text())
def test_an_event_is_of_its_account_whatever_else_changes(email: str, days: int, text: str) -> None:
    assert uid(email, days, text) == uid(email)
    assert uid(email) != uid(f"other.{email}")


@pytest.mark.parametrize(
    ("alarms", "ahead"),
    [
        ([], []),
        ([1, 14, 3], [14, 3, 1]),
        ([3, 3, 1, 3], [3, 1]),
        ([30, 21, 20, 19], [19]),
        ([21, 30], []),
        ([0], [0]),
    ],
)
def test_alarms_come_longest_first_and_only_those_that_are_ahead(
    alarms: list[int], ahead: list[int]
) -> None:
    found = alarms_ahead(NOW + 20 * DAY, NOW, [days * DAY for days in alarms])
    assert found == tuple(days * DAY for days in ahead)


def test_an_alarm_of_this_moment_would_go_off_as_it_is_imported() -> None:
    assert alarms_ahead(NOW + DAY, NOW, [DAY]) == ()
    assert alarms_ahead(NOW + DAY + TICK, NOW, [DAY]) == (DAY,)
