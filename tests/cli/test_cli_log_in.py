"""`ltx-desktop log-in` and `browsers`, with small programs in the place of browsers."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harness.command_line import DAY, CommandLine, Told, account, cookie
from harness.fake_browser import cookie as kept
from harness.fake_browser import fake_browser
from harness.log_in_program import RootsProfile
from harness.platforms import not_on_windows

from ltx_desktop.app.wiring.commands import wire_browsers
from ltx_desktop.browsers.profiles import ProfileFolders
from ltx_desktop.cli import browsers, log_in
from ltx_desktop.demo.faults import read_fault
from ltx_desktop.services.log_in import LogIn
from ltx_desktop.store.errors import Reason

MAYA, OTHER = "maya@x.example", "other@x.example"
pytestmark = not_on_windows("the program is a script for a shell")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def session(email: str | None, refresh: str = "SYN-refresh") -> list[dict[str, Any]]:
    """What a browser has after that log-in, at the demo's page."""
    pairs = (one.split("=", 1) for one in cookie(email, refresh=refresh).split("; "))
    return [kept(name, value, host="127.0.0.1") for name, value in pairs]


Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a browser on the path, or change what it does; what this computer has is hidden."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "share"))
    return lambda name, **behaviour: fake_browser(tmp_path / "bin", name, **behaviour)


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda answers: monkeypatch.setattr(sys, "stdin", Terminal(answers))


@pytest.fixture(autouse=True)
def root_may(line: CommandLine) -> None:
    line.profile = RootsProfile(line.paths, line.server.token)


def log(line: CommandLine, *arguments: str) -> Told:
    return line.run(log_in.run, *arguments, "--page", line.server.login_page)


def profiles(line: CommandLine) -> frozenset[str]:
    return ProfileFolders(line.paths.browsers).ids()


def test_an_account_is_added_and_renewed_in_its_own_profile(
    line: CommandLine, install: Install
) -> None:
    install("chromium", cookies=session(MAYA))
    told = log(line)
    assert (told.code, told.out) == (0, f"{MAYA} was added. Refresh token: 90 d.\n")
    assert told.err.splitlines()[0] == (
        "Chromium opens LTX Studio. Log in there with the account that you want to add, then "
        "close the window."
    )
    assert f"lt_token says that this is the session of {MAYA}." in told.err
    (profile,) = profiles(line)
    line.server.accounts[MAYA] = account(MAYA, 3 * DAY)
    install("chromium", cookies=session(MAYA, "second"))
    told = log(line, MAYA)
    assert told.code == 0
    assert "was renewed" in told.out
    assert f"Log in there as {MAYA}, then close the window." in told.err
    assert profiles(line) == {profile}
    assert json.loads(line.paths.settings.read_text())["log_in_browsers"] == {MAYA: "chromium"}
    assert "SYN-refresh" not in told.err + told.out


def test_another_accounts_log_in_is_not_sent_unasked(line: CommandLine, install: Install) -> None:
    line.server.accounts[MAYA] = account(MAYA, 3 * DAY)
    line.server.accounts[OTHER] = account(OTHER, 3 * DAY)
    install("firefox", cookies=session(OTHER))
    told = log(line, MAYA)
    assert (told.code, told.out) == (1, "")
    assert f"session of {OTHER}. You are renewing {MAYA}. Nothing was sent." in told.err
    assert profiles(line) == frozenset()


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1), ("", 1)])
def test_somebody_there_may_send_it_for_the_other(
    line: CommandLine,
    install: Install,
    at_terminal: Callable[[str], None],
    answer: str,
    code: int,
) -> None:
    line.server.accounts[MAYA] = account(MAYA, 3 * DAY)
    line.server.accounts[OTHER] = account(OTHER, 3 * DAY)
    install("firefox", cookies=session(OTHER))
    at_terminal(answer)
    told = log(line, MAYA)
    assert told.code == code
    assert f"Do you want to send it for {OTHER}?" in told.err
    if code == 0:
        assert f"{OTHER} was renewed" in told.out
        (profile,) = profiles(line)
        install("firefox", cookies=session(OTHER, "next"))
        log(line, OTHER)
        assert profiles(line) == {profile}, "it is the other's now"
    else:
        assert profiles(line) == frozenset()


def test_a_session_that_was_sent_wants_a_yes_or_again(
    line: CommandLine, install: Install, at_terminal: Callable[[str], None]
) -> None:
    install("firefox", cookies=session(MAYA))
    assert log(line).code == 0
    (profile,) = profiles(line)
    told = log(line, MAYA)
    assert told.code == 1
    assert "To send it all the same, add --again. Nothing was sent." in told.err
    at_terminal("n\n")
    assert log(line, MAYA).code == 1
    at_terminal("y\n")
    line.server.accounts[MAYA] = account(MAYA, 3 * DAY)
    told = log(line, MAYA)
    assert told.code == 0
    assert "Do you want to send it all the same?" in told.err
    line.server.accounts[MAYA] = account(MAYA, 3 * DAY)
    assert log(line, MAYA, "--again").code == 0
    assert profiles(line) == {profile}


def test_nobody_logs_in(line: CommandLine, install: Install) -> None:
    install("chromium")
    told = log(line, MAYA)
    assert (told.code, told.out) == (1, "")
    assert told.err.splitlines()[-1] == (
        "The window was closed, and nobody had logged in. Try again, and close the window once "
        "LTX Studio shows that you are logged in. Nothing was sent."
    )
    assert profiles(line) == frozenset()


def test_values_that_no_header_may_have_are_refused(line: CommandLine, install: Install) -> None:
    install("firefox", cookies=session(MAYA, "with a blank"))
    told = log(line)
    assert told.code == 1
    assert "Nothing was sent." in told.err


def test_a_service_that_cannot_be_asked_is_2_before_any_window(
    line: CommandLine, install: Install
) -> None:
    program = install("firefox", cookies=session(MAYA))
    line.server.faults.add(read_fault("401"))
    assert log(line).code == 2
    assert not program.with_suffix(".log").exists()


def test_a_refusal_of_the_service_is_1_and_leaves_no_profile(
    line: CommandLine, install: Install
) -> None:
    install("firefox", cookies=session(MAYA))
    line.server.faults.add(read_fault("POST:400"))
    assert log(line).code == 1
    assert profiles(line) == frozenset()


def test_the_browser_is_chosen_once(
    line: CommandLine, install: Install, at_terminal: Callable[[str], None]
) -> None:
    install("firefox", cookies=session(MAYA))
    install("chromium", cookies=session(MAYA, "second"))
    assert "Firefox opens" in log(line).err, "nobody is there to be asked"
    at_terminal("2\n")
    told = log(line, OTHER)
    assert told.err.startswith(
        "In which browser do you want to log in? 1 Firefox, 2 Chromium\nChromium opens"
    )
    assert "Firefox opens" in log(line, MAYA).err
    install("chromium", cookies=session(MAYA, "third"))
    assert "Chromium opens" in log(line, MAYA, "--browser", "Chromium").err
    install("chromium", cookies=session(MAYA, "fourth"))
    assert "Chromium opens" in log(line, MAYA).err


def test_a_browser_that_is_not_there_is_said(line: CommandLine, install: Install) -> None:
    told = log(line)
    assert told.code == 1
    assert told.err.startswith("No browser was found that the app can open.")
    install("firefox")
    told = log(line, "--browser", "opera")
    assert (told.code, told.err) == (
        1,
        "There is no browser opera that the app can open. It can open: firefox.\n",
    )


def snap(program: Path) -> None:
    program.write_text('#!/bin/sh\nexec /snap/bin/firefox "$@"\n')


def test_one_in_a_sandbox_is_refused_by_name(line: CommandLine, install: Install) -> None:
    snap(install("firefox"))
    told = log(line, "--browser", "firefox")
    assert told.code == 1
    assert told.err.startswith("Firefox cannot be used for this.")


def test_forgetting_removes_what_is_kept(line: CommandLine, install: Install) -> None:
    install("firefox", cookies=session(MAYA))
    log(line)
    install("firefox", cookies=session(OTHER, "second"))
    log(line)
    assert len(profiles(line)) == 2
    told = line.run(log_in.run, "--forget", MAYA.upper())
    assert (told.code, told.out) == (0, "1 log-in was removed from this computer.\n")
    assert len(profiles(line)) == 1
    assert line.run(log_in.run, "--forget").code == 0
    assert profiles(line) == frozenset()
    told = line.run(log_in.run, "--forget", MAYA)
    assert told.out == "0 log-ins were removed from this computer.\n"


def test_what_cannot_be_kept_is_said(
    line: CommandLine, install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("firefox", cookies=session(MAYA))
    monkeypatch.setattr(LogIn, "choose", lambda *_: Reason.DISK_FULL)
    told = log(line)
    assert told.code == 0
    assert "could not keep whose browser profile this is (the disk is full)" in told.err


@pytest.mark.parametrize("page", ["https://127.0.0.1/", "http://ltx.example/", "nonsense"])
def test_another_page_than_a_demos_is_wrong_usage(
    line: CommandLine, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        line.run(log_in.run, "--page", page)
    assert ended.value.code == 2
    assert "the page of a demo service is on this computer" in capsys.readouterr().err


def test_the_browsers_are_listed(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    assert browsers.run([], wire_browsers()) == 1
    assert "No browser was found" in capsys.readouterr().err
    snap(install("firefox"))
    assert browsers.run([], wire_browsers()) == 1
    chromium = install("chromium")
    capsys.readouterr()
    assert browsers.run([], wire_browsers()) == 0
    assert capsys.readouterr().out == (
        f"chromium  Chromium  {chromium}\n"
        "firefox   Firefox   cannot be used: it is a Snap, which sees its own folders only\n"
    )
