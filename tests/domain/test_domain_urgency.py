"""Who needs a person first, and who needs one at all."""

from datetime import datetime, timedelta

import pytest
from fakes import DAY, NOW, make_account, make_record
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS, State
from ltx_desktop.domain.summary import summarise
from ltx_desktop.domain.urgency import (
    Judged,
    due,
    ending_by,
    ends_within,
    judge,
    next_state_change,
    worsened,
)


def judged(*days: float | None, error: str | None = None) -> list[Judged]:
    """Accounts named after the days that are left of them."""
    records = [
        make_record(
            make_account(
                f"{left}@synthetic.example",
                refresh_expiry=None if left is None else NOW + left * DAY,
                access_expiry=None,
                error=error,
            )
        )
        for left in days
    ]
    return judge(records, NOW, DEFAULT_THRESHOLDS)


def names(found: list[Judged]) -> list[str]:
    return [one.email.removesuffix("@synthetic.example") for one in found]


def test_the_dead_come_first_then_who_has_least_time_and_the_unknown_before_the_healthy() -> None:
    assert names(judged(80, 2, None, -3, 10, 1, -5)) == ["-5", "-3", "1", "2", "10", "None", "80"]


def test_due_is_who_can_be_helped_by_a_renewal() -> None:
    assert names(due(judged(80, 2, None, -3, 10))) == ["-3", "2", "10"]
    assert names(due(judged(80, error="session lost"))) == ["80"]


def test_only_healthy_accounts_that_end_later_are_left_out() -> None:
    accounts = judged(80, 2, None, -3, 10, 30)
    assert names([*ending_by(accounts, NOW + 30 * DAY)]) == ["-3", "2", "10", "None", "30"]
    assert names([*ending_by(accounts, NOW + 29 * DAY)]) == ["-3", "2", "10", "None"]
    assert names([*ending_by(accounts, NOW)]) == ["-3", "2", "10", "None"]


def test_only_what_has_become_more_pressing_has_worsened() -> None:
    before = judged(80, 10, 2, -1)
    assert worsened(before, before) == []
    assert worsened([], before) == []
    later = judge([one.record for one in before], NOW + 8 * DAY, DEFAULT_THRESHOLDS)
    assert names(worsened(before, later)) == ["2", "10"]
    assert worsened(later, before) == []


@pytest.mark.parametrize(
    ("left", "within", "expected"),
    [
        (7, 7, True),
        (7.001, 7, False),
        (-1, 0, True),
        (None, 3650, False),
    ],
)
def test_a_boundary_is_within(left: float | None, within: float, expected: bool) -> None:
    (one,) = judged(left)
    assert ends_within(one.expiry, NOW, within * DAY) is expected


def test_an_account_that_the_service_complains_of_is_within_any_span() -> None:
    (one,) = judged(80, error="session lost")
    assert ends_within(one.expiry, NOW, timedelta(0))


@pytest.mark.parametrize(
    ("left", "change"),
    [
        (80, 66),  # to be renewed soon
        (14, 11),  # urgent
        (3, 3),  # expired
        (0, None),
        (-1, None),
        (None, None),
    ],
)
def test_time_alone_changes_a_state_where_a_threshold_is_reached(
    left: float | None, change: float | None
) -> None:
    expected = None if change is None else NOW + change * DAY
    assert next_state_change(judged(left), NOW, DEFAULT_THRESHOLDS) == expected


def test_the_next_account_to_change_counts() -> None:
    accounts = judged(80, None, 16, 5.5, -3)
    assert next_state_change(accounts, NOW, DEFAULT_THRESHOLDS) == NOW + 2 * DAY
    assert next_state_change([], NOW, DEFAULT_THRESHOLDS) is None


@given(st.lists(st.none() | st.integers(-100, 100), max_size=9))
def test_until_then_no_state_changes_and_then_one_does(days: list[int | None]) -> None:
    def states(now: datetime) -> dict[str, State]:
        return {one.email: one.expiry.state for one in judge(records, now, DEFAULT_THRESHOLDS)}

    accounts = judged(*days)
    records = [one.record for one in accounts]
    change = next_state_change(accounts, NOW, DEFAULT_THRESHOLDS)
    before = NOW + 1000 * DAY if change is None else change - timedelta(microseconds=1)
    assert states(before) == states(NOW)
    assert change is None or states(change) != states(NOW)


def test_dead_accounts_and_untold_numbers_are_no_jobs() -> None:
    assert summarise(judged(80)).usable_jobs == 20
    assert summarise(judged(-1)).usable_jobs == 0
