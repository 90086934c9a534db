"""Judged anew only when it may say otherwise."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import DAY, NOW, Clock, make_account, make_record
from harness.paths import paths_in

from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.domain.expiry import State, Thresholds
from ltx_desktop.services.verdicts import Verdicts
from ltx_desktop.store.secrets import MemoryVault


@pytest.fixture
def profile(tmp_path: Path) -> OpenedProfile:
    profile = OpenedProfile(paths_in(tmp_path), lambda: MemoryVault(None))
    profile.store.put([make_record(make_account(refresh_expiry=NOW + 20 * DAY))])
    return profile


def states(verdicts: Verdicts) -> list[State]:
    return [one.expiry.state for one in verdicts.judged]


def test_as_time_goes_on_it_is_the_same_until_a_state_changes(profile: OpenedProfile) -> None:
    clock = Clock()
    verdicts = Verdicts(profile.store, profile.preferences, clock)
    first = verdicts.judged
    clock.now += 5 * DAY
    assert verdicts.judged is first
    assert verdicts.until == NOW + 6 * DAY
    clock.now += 1 * DAY
    assert states(verdicts) == [State.RENEW_SOON]
    assert verdicts.summary.states == {State.RENEW_SOON: 1}
    profile.store.close()


def test_a_clock_that_is_set_back_is_followed(profile: OpenedProfile) -> None:
    clock = Clock()
    verdicts = Verdicts(profile.store, profile.preferences, clock)
    clock.now += 30 * DAY
    assert states(verdicts) == [State.EXPIRED]
    assert verdicts.until is None
    clock.now -= 30 * DAY
    assert states(verdicts) == [State.HEALTHY]
    profile.store.close()


def test_accounts_and_settings_count_at_once(profile: OpenedProfile) -> None:
    verdicts = Verdicts(profile.store, profile.preferences, Clock())
    assert states(verdicts) == [State.HEALTHY]
    profile.store.put([make_record(make_account("b@x", error="session lost"))])
    assert states(verdicts) == [State.NEEDS_ATTENTION, State.HEALTHY]
    preferences = profile.preferences
    wide = Thresholds(timedelta(days=3), timedelta(days=30))
    preferences.use(replace(preferences.settings, thresholds=wide))
    assert states(verdicts)[1] is State.RENEW_SOON
    profile.store.close()


def test_what_was_foreseen_is_not_judged_again(profile: OpenedProfile) -> None:
    clock = Clock()
    verdicts = Verdicts(profile.store, profile.preferences, clock)
    many = [make_record(make_account(f"{n}@x", refresh_expiry=NOW + n * DAY)) for n in range(600)]
    verdicts.foresee(many)
    foreseen = verdicts._foreseen
    assert foreseen
    profile.store.replace_all(many)
    clock.now += DAY / 2
    assert verdicts.judged is foreseen.judged
    assert verdicts.summary is foreseen.summary
    profile.store.close()


@pytest.mark.parametrize("change", ["time", "records", "thresholds"])
def test_what_was_foreseen_counts_only_if_it_holds(profile: OpenedProfile, change: str) -> None:
    clock = Clock()
    verdicts = Verdicts(profile.store, profile.preferences, clock)
    many = [make_record(make_account(f"{n}@x", refresh_expiry=NOW + n * DAY)) for n in range(600)]
    verdicts.foresee(many)
    if change == "time":
        clock.now += 2 * DAY
    elif change == "records":
        many = [make_record(make_account(f"{n}@x", error="lost")) for n in range(600)]
    else:
        wide = Thresholds(timedelta(days=3), timedelta(days=900))
        profile.preferences.use(replace(profile.preferences.settings, thresholds=wide))
    profile.store.replace_all(many)
    fresh = Verdicts(profile.store, profile.preferences, clock)
    assert verdicts.judged == fresh.judged
    assert verdicts.summary == fresh.summary
    assert verdicts.pool == fresh.pool
    profile.store.close()
