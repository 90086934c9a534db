"""When the accounts are read by themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import FakeSettingsFile

from ltx_desktop.api.errors import Obstacle
from ltx_desktop.domain.settings import Settings
from ltx_desktop.services.clock import Skew
from ltx_desktop.services.outcomes import (
    KeyringTrouble,
    NoAddress,
    NoToken,
    Offline,
    Refreshed,
    RefreshOutcome,
    ServiceTrouble,
    TokenElsewhere,
    TokenRefused,
    TokenUnavailable,
    TooManyRequests,
)
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.services.refresh_policy import RefreshPolicy

MINUTE = timedelta(minutes=1)
TROUBLE = ServiceTrouble(500)


def policy(every: timedelta | None = 15 * MINUTE, random: float = 0.5) -> RefreshPolicy:
    preferences = Preferences(Settings(refresh_every=every), FakeSettingsFile())
    return RefreshPolicy(preferences, lambda: random)


def test_it_is_every_fifteen_minutes_and_a_little_apart_from_others() -> None:
    assert policy().wait_after(Refreshed(5)) == 15 * MINUTE
    assert policy(random=0.0).wait_after(Refreshed(5)) == 13.5 * MINUTE
    assert policy(random=1.0).wait_after(Refreshed(5)) == 16.5 * MINUTE


def test_what_time_it_is_is_asked_again_soon() -> None:
    doubted = Skew(timedelta(hours=20), believed=True, confirmed=False)
    assert policy().wait_after(Refreshed(5, clock_skew=doubted)) == 2 * MINUTE
    assert policy(MINUTE).wait_after(Refreshed(5, clock_skew=doubted)) == MINUTE
    confirmed = replace(doubted, confirmed=True)
    assert policy().wait_after(Refreshed(5, clock_skew=confirmed)) == 15 * MINUTE
    assert policy(None).wait_after(Refreshed(5, clock_skew=doubted)) is None


def test_a_service_that_fails_is_asked_more_and_more_rarely_until_it_works() -> None:
    slow = policy()
    waits = [slow.wait_after(TROUBLE) for _ in range(6)]
    assert waits == [30 * MINUTE, 60 * MINUTE, 120 * MINUTE, *[240 * MINUTE] * 3]
    assert slow.wait_after(Refreshed(5)) == 15 * MINUTE
    assert slow.wait_after(TROUBLE) == 30 * MINUTE


def test_an_interval_above_the_longest_pause_is_kept() -> None:
    assert policy(1440 * MINUTE).wait_after(TROUBLE) == 1440 * MINUTE


def test_without_a_network_the_interval_stays() -> None:
    offline = policy()
    for _ in range(5):
        assert offline.wait_after(Offline(Obstacle.NAME)) == 15 * MINUTE


def test_n7_what_the_service_asks_to_wait_is_waited() -> None:
    assert policy().wait_after(TooManyRequests(300 * MINUTE)) == 300 * MINUTE
    assert policy().wait_after(TooManyRequests(MINUTE)) == 30 * MINUTE


@pytest.mark.parametrize(
    "outcome",
    [
        *(TokenRefused(), NoAddress(), NoToken(), TokenUnavailable(KeyringTrouble.LOCKED)),
        TokenElsewhere("https://h.example", "https://other.example"),
    ],
)
def test_without_a_token_that_works_nothing_is_asked(outcome: RefreshOutcome) -> None:
    assert policy().wait_after(outcome) is None


def test_who_wants_no_refreshes_gets_none() -> None:
    assert policy(None).wait_after(Refreshed(5)) is None
    assert policy(None).wait_after(TROUBLE) is None
