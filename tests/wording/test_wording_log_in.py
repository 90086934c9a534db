"""Each step and each end of a log-in has a sentence that says what happened and what to do."""

from pathlib import Path

import pytest

from ltx_desktop.browsers.find import Browser, Sandbox
from ltx_desktop.browsers.known import Family
from ltx_desktop.services.log_in_outcomes import (
    LogInFailed,
    LogInsForgotten,
    LogInStep,
    LogInTrouble,
)
from ltx_desktop.store.errors import Reason
from ltx_desktop.wording.log_in import (
    browser_unknown,
    forgotten_notice,
    log_in_failed_notice,
    log_in_not_kept,
    log_in_stopped,
    sandbox_sentence,
    step_sentence,
)

EMAIL = "studio@synthetic.example"


@pytest.mark.parametrize("trouble", [*LogInTrouble])
def test_every_end_has_a_headline_and_a_way_on(trouble: LogInTrouble) -> None:
    outcome = LogInFailed(trouble, "Firefox", ("lt_id", "lt_token"), Reason.DISK_FULL)
    notice = log_in_failed_notice(outcome)
    assert notice.headline.endswith(".")
    assert notice.detail.endswith(".")
    assert "{" not in str(notice)


def test_no_two_ends_read_alike() -> None:
    said = {str(log_in_failed_notice(LogInFailed(one, "Firefox"))) for one in LogInTrouble}
    assert len(said) == len(LogInTrouble)


def test_what_is_missing_is_named_and_counted() -> None:
    one = LogInFailed(LogInTrouble.INCOMPLETE, "Firefox", ("lt_id",))
    two = LogInFailed(LogInTrouble.INCOMPLETE, "Firefox", ("lt_id", "lt_token"))
    assert log_in_failed_notice(one).headline == "The log-in is not complete: lt_id is missing."
    assert "lt_id, lt_token are missing." in log_in_failed_notice(two).headline


def test_an_open_window_is_mentioned_where_it_is_news() -> None:
    stays = "The window of Firefox stays open and is yours to close."
    late = LogInFailed(LogInTrouble.TIMED_OUT, "Firefox", is_open=True)
    in_use = LogInFailed(LogInTrouble.IN_USE, "Firefox", is_open=True)
    assert stays in str(log_in_failed_notice(late))
    assert stays not in str(log_in_failed_notice(in_use))


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
@pytest.mark.parametrize("step", [*LogInStep])
@pytest.mark.parametrize("email", [EMAIL, None])
def test_every_step_has_a_sentence(step: LogInStep, platform: str, email: str | None) -> None:
    said = step_sentence(step, "Firefox", email, platform)
    assert said.endswith((".", "…"))
    is_opening = step is LogInStep.OPENED
    assert (EMAIL in said) == (is_opening and email is not None)
    assert ("Cmd+Q" in said) == (is_opening and platform == "darwin")
    assert ("closes it for you" in said) == (step is LogInStep.SEEN and platform != "win32")


def test_what_was_forgotten_is_counted() -> None:
    assert forgotten_notice(LogInsForgotten(1)).headline == (
        "1 log-in was removed from this computer."
    )
    assert forgotten_notice(LogInsForgotten(2, 1)).detail.startswith("The window of 1 is")
    assert "read-only" in str(forgotten_notice(LogInsForgotten(0, storage=Reason.READ_ONLY)))


@pytest.mark.parametrize("sandbox", [None, *Sandbox])
def test_why_a_browser_cannot_be_used(sandbox: Sandbox | None) -> None:
    browser = Browser("firefox", "Firefox", Family.FIREFOX, Path("firefox"), sandbox)
    assert bool(sandbox_sentence(browser)) == (sandbox is not None)


def test_other_sentences_name_what_they_are_about() -> None:
    browser = Browser("firefox", "Firefox", Family.FIREFOX, Path("firefox"))
    assert "It can open: firefox." in str(browser_unknown("opera\n", [browser]))
    assert "Firefox" in log_in_stopped("Firefox")
    assert "the disk is full" in log_in_not_kept(Reason.DISK_FULL)
