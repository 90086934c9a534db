"""Whose clock the countdowns go by."""

from datetime import timedelta

import pytest
from fakes import NOW
from fakes import Clock as SystemClock

from ltx_desktop.services.clock import Clock

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("skew", [None, timedelta(0), MINUTE, -MINUTE])
def test_up_to_a_minute_the_clocks_agree(skew: timedelta | None) -> None:
    clock = Clock(SystemClock())
    assert clock.learn(skew) is None
    assert clock() == NOW


@pytest.mark.parametrize("skew", [2 * MINUTE, timedelta(hours=-3), timedelta(days=400)])
def test_past_a_minute_the_services_clock_is_the_better_one(skew: timedelta) -> None:
    clock = Clock(SystemClock())
    assert clock.learn(skew) == skew
    assert clock() == NOW + skew
    assert clock.system() == NOW


def test_a_clock_that_was_set_right_is_believed_again() -> None:
    clock = Clock(SystemClock())
    clock.learn(timedelta(hours=2))
    clock.forget()
    assert clock() == NOW
    clock.learn(timedelta(hours=2))
    clock.learn(timedelta(seconds=1))
    assert clock() == NOW
