"""One to a hundred, and nothing that only looks like a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.max_jobs import DEFAULT_MAX_JOBS, is_max_jobs


@given(st.integers())
def test_whole_numbers_from_one_to_a_hundred_are_taken(number: int) -> None:
    assert is_max_jobs(number) is (number in range(1, 101))


@pytest.mark.parametrize("number", [1, 100, DEFAULT_MAX_JOBS])
def test_both_ends_and_the_default_are_taken(number: int) -> None:
    assert is_max_jobs(number)


@pytest.mark.parametrize(
    "value", [0, 101, True, False, 1.0, 20.5, float("nan"), "20", "", None, [], {}, b"20"]
)
def test_everything_else_is_refused(value: object) -> None:
    assert not is_max_jobs(value)


def test_the_default_is_the_services() -> None:
    assert DEFAULT_MAX_JOBS == 20
