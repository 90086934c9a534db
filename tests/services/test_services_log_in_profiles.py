"""What becomes of the profiles that log-ins are made in."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import (
    EMAIL,
    NOW,
    make_record,
)
from harness.log_in_machine import ELSE, THREE, Machine

from ltx_desktop.browsers import errors
from ltx_desktop.browsers.known import Family
from ltx_desktop.services.log_in_outcomes import (
    LogInFailed,
    LogInsForgotten,
    LogInTrouble,
)
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.errors import Reason

both = pytest.mark.parametrize("family", [*Family])


@both
async def test_an_account_keeps_its_profile(machine: Machine, family: Family) -> None:
    browser = machine.make_browser(family, cookies=THREE)
    profile = await machine.bound(browser)
    assert (await machine.logged_in(browser, EMAIL)).profile == profile
    machine.log_in.profiles.release(profile)
    machine.make_browser(family)
    outcome = await machine.log_in(browser, EMAIL)
    assert outcome == LogInFailed(LogInTrouble.CLOSED, browser.name)
    assert machine.folders.ids() == {profile}


async def test_two_processes_do_not_use_one_profile(machine: Machine) -> None:
    browser = machine.make_browser(Family.FIREFOX, cookies=THREE)
    profile = await machine.bound(browser)
    held = await machine.logged_in(browser, EMAIL)
    other = machine.process()
    assert await other(browser, EMAIL) == LogInFailed(LogInTrouble.IN_USE, "Firefox")
    fresh = await machine.logged_in(browser)
    await other.profiles.clean_up()
    assert machine.folders.ids() == {held.profile, fresh.profile}
    machine.log_in.profiles.release(profile)
    await machine.log_in.profiles.let_go(fresh.profile)
    assert machine.folders.ids() == {profile}


async def test_forgetting_removes_the_profiles(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    browser = machine.make_browser(Family.FIREFOX, cookies=THREE)
    await machine.bound(browser)
    other = await machine.bound(browser, ELSE)
    profiles = machine.log_in.profiles
    assert await profiles.forget("nobody@synthetic.example") == LogInsForgotten(0)
    assert await profiles.forget(EMAIL) == LogInsForgotten(1)
    assert machine.folders.ids() == {other}
    held = await machine.logged_in(browser, ELSE)
    assert await machine.process().profiles.forget(None) == LogInsForgotten(0, 1)
    profiles.release(held.profile)
    assert await profiles.forget(None) == LogInsForgotten(1)
    assert "forgot the log-ins of all accounts: 1" in caplog.messages
    assert f"forgot the log-ins of {EMAIL}: 1" in caplog.messages


async def test_profiles_of_accounts_that_are_gone_are_cleaned_away(machine: Machine) -> None:
    browser = machine.make_browser(Family.FIREFOX, cookies=THREE)
    profile = await machine.bound(browser)
    await machine.log_in.profiles.clean_up()
    assert machine.folders.ids() == {profile}, "the list was never read"
    machine.store.replace_all([make_record()], read_at=NOW)
    await machine.log_in.profiles.clean_up()
    assert machine.folders.ids() == {profile}
    machine.store.remove([EMAIL])
    await machine.log_in.profiles.clean_up()
    assert machine.folders.ids() == frozenset()


async def test_nothing_is_cleaned_where_nobody_knows_whose_it_is(machine: Machine) -> None:
    profile = await machine.bound(machine.make_browser(Family.FIREFOX, cookies=THREE))
    in_memory = replace(machine, store=AccountStore.in_memory())
    await in_memory.log_in.profiles.clean_up()
    machine.connection.execute("ALTER TABLE log_in_profile RENAME TO damaged")
    await machine.log_in.profiles.clean_up()
    assert machine.folders.ids() == {profile}


async def test_a_database_that_fails_is_no_reason_to_fail(machine: Machine) -> None:
    browser = machine.make_browser(Family.FIREFOX, cookies=THREE)
    profile = await machine.bound(browser)
    machine.connection.execute("ALTER TABLE log_in_profile RENAME TO damaged")
    profiles = machine.log_in.profiles
    assert await profiles.forget(None) == LogInsForgotten(0, storage=Reason.OTHER)
    outcome = await machine.logged_in(browser, EMAIL)
    assert outcome.profile != profile
    assert profiles.keep(outcome.profile, EMAIL, browser.id) is Reason.OTHER
    held = await machine.logged_in(browser)
    assert not await profiles.let_go(held.profile)
    assert held.profile in machine.folders.ids(), "it may be somebody's"
    await profiles.wipe(held.profile)
    assert held.profile not in machine.folders.ids()


async def test_a_disk_that_refuses_is_said(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = machine.make_browser(Family.FIREFOX, cookies=THREE)
    machine.folders._root.parent.mkdir(exist_ok=True)
    machine.folders._root.touch()
    outcome = await machine.log_in(browser, None)
    assert outcome == LogInFailed(LogInTrouble.NO_PROFILE, "Firefox", storage=Reason.NO_FOLDER)


async def test_locks_that_cannot_be_made_and_folders_that_stay(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = machine.folders.create()
    machine.folders.ensure(profile)
    machine.folders.lock(profile).mkdir()
    browser = machine.make_browser(Family.FIREFOX)
    monkeypatch.setattr(machine.folders, "create", lambda: profile)
    outcome = await machine.log_in(browser, None)
    assert outcome == LogInFailed(LogInTrouble.NO_PROFILE, "Firefox", storage=Reason.NO_FILE)
    machine.folders.lock(profile).rmdir()

    def refuse(_profile: str) -> None:
        raise errors.ProfileUnavailable(Path("x"), OSError())

    monkeypatch.setattr(machine.folders, "remove", refuse)
    await machine.log_in.profiles.clean_up()
    assert machine.folders.ids() == {profile}
