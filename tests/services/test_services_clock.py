"""Which clock the countdowns go by."""

from datetime import datetime, timedelta

import pytest
from fakes import NOW, make_account
from fakes import Clock as SystemClock

from ltx_desktop.domain.account import Account
from ltx_desktop.services.clock import CONFIRMED_AFTER, Clock, Skew

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
YEARS = 56 * 365 * DAY
LISTED = [make_account(updated=NOW - 80 * DAY, refresh_expiry=NOW + 10 * DAY)]


@pytest.fixture
def system() -> SystemClock:
    return SystemClock()


@pytest.fixture
def clock(system: SystemClock) -> Clock:
    return Clock(system)


@pytest.mark.parametrize("skew", [None, timedelta(0), MINUTE, -MINUTE])
def test_up_to_a_minute_the_clocks_agree(clock: Clock, skew: timedelta | None) -> None:
    assert clock.learn(skew) is None
    assert clock() == NOW
    assert clock.is_certain


@pytest.mark.parametrize("by", [2 * MINUTE, timedelta(hours=-3), timedelta(hours=6)])
def test_some_hours_are_believed_at_once(clock: Clock, system: SystemClock, by: timedelta) -> None:
    assert clock.learn(by) == Skew(by, believed=True, confirmed=False)
    assert clock() == NOW + by
    assert clock.system() == NOW
    assert clock.is_certain
    system.now += CONFIRMED_AFTER
    assert clock.learn(by + MINUTE) == Skew(by + MINUTE, believed=True, confirmed=True)
    assert clock.is_certain


@pytest.mark.parametrize("by", [timedelta(hours=7), -8 * DAY])
def test_n17_more_is_believed_only_when_it_repeats(
    clock: Clock, system: SystemClock, by: timedelta
) -> None:
    assert clock.learn(by, LISTED) == Skew(by, believed=False, confirmed=False)
    assert clock() == NOW
    assert not clock.is_certain
    system.now += CONFIRMED_AFTER / 2
    assert clock.learn(by, LISTED) == Skew(by, believed=False, confirmed=False)
    system.now += CONFIRMED_AFTER / 2
    assert clock.learn(by, LISTED) == Skew(by, believed=True, confirmed=True)
    assert clock() == system.now + by


def test_n17_another_answer_begins_anew(clock: Clock, system: SystemClock) -> None:
    for by in (DAY, -2 * DAY, DAY, 5 * DAY):
        clock.learn(by, LISTED)
        system.now += CONFIRMED_AFTER
        assert clock() == system.now


@pytest.mark.parametrize("by", [-YEARS, 23 * 365 * DAY, -81 * DAY, 12 * DAY])
def test_n17_what_the_accounts_contradict_is_never_believed(
    clock: Clock, system: SystemClock, by: timedelta
) -> None:
    for _ in range(3):
        assert clock.learn(by, LISTED)
        assert clock() == system.now
        assert not clock.is_certain
        system.now += CONFIRMED_AFTER


@pytest.mark.parametrize("machine", [NOW - YEARS, NOW + YEARS, NOW - 90 * DAY])
def test_a_machine_whose_clock_the_accounts_contradict_takes_the_services_at_once(
    machine: datetime, system: SystemClock, clock: Clock
) -> None:
    system.now = machine
    assert clock.learn(NOW - machine, LISTED) == Skew(NOW - machine, believed=True, confirmed=False)
    assert clock() == NOW


@pytest.mark.parametrize(
    "account",
    [
        make_account(updated=None, refresh_expiry=None),
        make_account(updated=NOW - 200 * DAY, refresh_expiry=NOW - 100 * DAY, error="expired"),
    ],
)
def test_accounts_that_say_nothing_of_the_time_contradict_nobody(
    clock: Clock, system: SystemClock, account: Account
) -> None:
    clock.learn(YEARS, [account])
    assert clock() == NOW
    system.now += CONFIRMED_AFTER
    clock.learn(YEARS, [account])
    assert clock() == system.now + YEARS


def test_an_answer_without_a_date_changes_nothing(clock: Clock) -> None:
    skew = clock.learn(timedelta(hours=2))
    assert clock.learn(None) == skew
    assert clock() == NOW + timedelta(hours=2)


def test_a_clock_that_was_set_right_is_believed_again(clock: Clock) -> None:
    clock.learn(timedelta(hours=2))
    clock.forget()
    assert clock() == NOW
    clock.learn(timedelta(hours=2))
    clock.learn(timedelta(seconds=1))
    assert clock() == NOW
