"""A log-in in a browser, from its opening to a draft."""

import asyncio
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import (
    EMAIL,
    NOW,
    cookie_values,
    make_account,
    make_record,
)
from harness.log_in_machine import ELSE, QUICK, THREE, Machine, end
from harness.waiting import until

from ltx_desktop.browsers import errors
from ltx_desktop.browsers.find import Sandbox
from ltx_desktop.browsers.known import Family
from ltx_desktop.browsers.local import LocalBrowsers
from ltx_desktop.domain.cookies import LT_REFRESH_TOKEN
from ltx_desktop.domain.draft import Question
from ltx_desktop.domain.paste import PasteFormat
from ltx_desktop.services.failures import log_in_failure
from ltx_desktop.services.log_in_outcomes import (
    LoggedIn,
    LogInFailed,
    LogInStep,
    LogInTrouble,
)

both = pytest.mark.parametrize("family", [*Family])


@both
async def test_a_log_in_is_a_draft_as_after_a_paste(machine: Machine, family: Family) -> None:
    machine.store.put([make_record()])
    browser = machine.make_browser(family, cookies=THREE)
    steps: list[LogInStep] = []
    outcome = await machine.log_in(browser, machine.store.get(EMAIL), steps.append)
    assert isinstance(outcome, LoggedIn)
    assert steps[0] is LogInStep.OPENED
    assert steps[-1] is LogInStep.READING
    draft = outcome.draft
    assert draft.values == cookie_values()
    assert draft.may_be_sent
    assert draft.answers.confirmed == draft.values, "a browser cuts nothing off"
    assert draft.paste
    assert draft.paste.format is PasteFormat.LOG_IN
    assert draft.forecast.cookie_ends
    assert "SYNTHETIC" not in repr(outcome)


async def test_another_accounts_log_in_is_a_question(machine: Machine) -> None:
    other = make_record(make_account(ELSE))
    machine.store.put([make_record(), other])
    browser = machine.make_browser(Family.FIREFOX, cookies=THREE)
    outcome = await machine.logged_in(browser, ELSE)
    assert outcome.draft.question is Question.OTHER_OWNER
    await machine.log_in.profiles.wipe(outcome.profile)
    assert machine.folders.ids() == frozenset()


async def test_a_session_that_was_sent_is_a_question(machine: Machine) -> None:
    token = cookie_values()[LT_REFRESH_TOKEN]
    machine.store.sent.claim(machine.store.fingerprints.of(LT_REFRESH_TOKEN, token), NOW)
    outcome = await machine.logged_in(machine.make_browser(Family.FIREFOX, cookies=THREE))
    assert outcome.draft.question is Question.SENT_BEFORE


@both
async def test_a_window_that_is_left_open_is_closed_after_saying_so(
    machine: Machine, family: Family
) -> None:
    browser = machine.make_browser(family, cookies=THREE, ends="asked")
    steps: list[LogInStep] = []
    outcome = await machine.log_in(browser, None, steps.append)
    assert steps == [*LogInStep]
    assert isinstance(outcome, LoggedIn)


async def test_one_that_does_not_end_is_named(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    browser = machine.make_browser(Family.CHROMIUM, cookies=THREE, ends="deaf")
    outcome = await machine.log_in(browser, ELSE)
    assert outcome == LogInFailed(LogInTrouble.STILL_RUNNING, "Chromium", is_open=True)
    assert f"log-in for {ELSE} with Chromium failed: still-running" in caplog.messages
    (profile,) = machine.folders.ids()
    await machine.log_in.profiles.clean_up()
    assert machine.folders.ids() == {profile}, "its window is still open"
    end(machine, profile)
    await until(lambda: not LocalBrowsers(machine.folders).is_open(profile), "its end")
    await machine.log_in.profiles.clean_up()
    assert machine.folders.ids() == frozenset()


async def test_nobody_logs_in(machine: Machine) -> None:
    browser = machine.make_browser(Family.CHROMIUM, ends="deaf")
    log_in = machine.process(QUICK._replace(log_in=0.6))
    outcome = await log_in(browser, None)
    assert outcome == LogInFailed(LogInTrouble.TIMED_OUT, "Chromium", is_open=True)
    (profile,) = machine.folders.ids()
    end(machine, profile)


async def test_a_window_that_was_seen_with_a_session_and_cannot_be_closed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where only its person closes it."""
    browser = machine.make_browser(Family.CHROMIUM, cookies=THREE, ends="deaf")
    log_in = machine.process(QUICK._replace(log_in=1.5))
    real = LocalBrowsers.open

    def open_unclosable(*arguments: Any) -> Any:
        window = real(*arguments)
        window.can_be_closed = False
        return window

    monkeypatch.setattr(LocalBrowsers, "open", open_unclosable)
    steps: list[LogInStep] = []
    outcome = await log_in(browser, None, steps.append)
    assert outcome == LogInFailed(LogInTrouble.STILL_RUNNING, "Chromium", is_open=True)
    assert steps == [LogInStep.OPENED, LogInStep.SEEN]
    end(machine, *machine.folders.ids())


async def test_a_browser_that_does_not_start_in_time(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = asyncio.Event()
    loop = asyncio.get_running_loop()

    def hang(*_: Any) -> Any:
        asyncio.run_coroutine_threadsafe(released.wait(), loop).result()

    monkeypatch.setattr(LocalBrowsers, "open", hang)
    browser = machine.make_browser(Family.CHROMIUM)
    outcome = await machine.process(QUICK._replace(answer=0.1))(browser, None)
    assert outcome == LogInFailed(LogInTrouble.TIMED_OUT, "Chromium")
    released.set()


async def test_closed_without_log_in_leaves_nothing_of_an_unknown_account(
    machine: Machine,
) -> None:
    outcome = await machine.log_in(machine.make_browser(Family.CHROMIUM), None)
    assert outcome == LogInFailed(LogInTrouble.CLOSED, "Chromium")
    assert [*machine.folders.ensure(machine.folders.create()).parent.iterdir()] == [
        machine.folders.path(one) for one in machine.folders.ids()
    ]


async def test_what_is_missing_is_in_the_log_by_name(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    browser = machine.make_browser(Family.FIREFOX, cookies=THREE[:1])
    outcome = await machine.log_in(browser, None)
    assert isinstance(outcome, LogInFailed)
    assert outcome.missing == ("lt_token", "lt_refresh_token")
    expected = "log-in for a new account with Firefox failed: incomplete lt_token, lt_refresh_token"
    assert expected in caplog.messages


async def test_without_a_browser_nothing_is_opened(machine: Machine) -> None:
    assert await machine.log_in.installed() == ()
    assert await machine.log_in(None, None) == LogInFailed(LogInTrouble.NO_BROWSER)
    browser = replace(machine.make_browser(Family.FIREFOX), sandbox=Sandbox.SNAP)
    outcome = await machine.log_in(browser, None)
    assert outcome == LogInFailed(LogInTrouble.SANDBOXED, "Firefox")


async def test_cancelled_the_browser_stays_and_what_it_leaves_is_cleaned_away(
    machine: Machine,
) -> None:
    browser = machine.make_browser(Family.CHROMIUM, cookies=THREE, ends="deaf")
    seen = asyncio.Event()
    log_in = machine.process(QUICK._replace(until_closed=60))
    waiting = log_in(browser, None, lambda step: seen.set() if step is LogInStep.SEEN else None)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(waiting)
        await seen.wait()
        task.cancel()
    (profile,) = machine.folders.ids()
    assert LocalBrowsers(machine.folders).is_open(profile)
    end(machine, profile)
    await until(lambda: not LocalBrowsers(machine.folders).is_open(profile), "its end")
    await machine.process().profiles.clean_up()
    assert machine.folders.ids() == frozenset()


def test_the_browser_of_an_account_is_remembered(machine: Machine) -> None:
    log_in = machine.log_in
    assert log_in.chosen_for(EMAIL) is None
    assert log_in.choose(EMAIL, "firefox") is None
    assert log_in.choose(EMAIL, "firefox") is None
    assert log_in.chosen_for(EMAIL) == "firefox"
    assert [one.log_in_browsers for one in machine.settings.saved] == [{EMAIL: "firefox"}]


def test_every_error_of_the_browsers_has_a_meaning() -> None:
    kinds = errors.BrowserError.__subclasses__()
    details: dict[type[errors.BrowserError], tuple[Any, ...]] = {
        errors.ProfileUnavailable: (Path("x"), OSError()),
        errors.CookiesIncomplete: (("lt_id",),),
    }
    found = {log_in_failure(kind(*details.get(kind, ())), "X").trouble for kind in kinds}
    assert found == {*LogInTrouble}
