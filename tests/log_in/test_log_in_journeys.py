"""Accounts are added and renewed by logging in, in real browsers with a person before them."""

import contextlib
import os
import re
import signal
import sqlite3
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from harness.browser_watch import BrowserWatch
from harness.log_in_computer import Computer

from ltx_desktop.browsers.find import Browser
from ltx_desktop.browsers.known import Family
from ltx_desktop.browsers.local import LocalBrowsers
from ltx_desktop.browsers.profiles import ProfileFolders
from ltx_desktop.browsers.session import Site
from ltx_desktop.domain.cookies import COOKIE_NAMES, LT_REFRESH_TOKEN

pytestmark = pytest.mark.browsers

ME, OTHER = "me@synthetic.example", "other@synthetic.example"
RENEWALS = {Family.CHROMIUM: 5, Family.FIREFOX: 2}
"""Firefox takes twice as long to start."""

ATTEMPTS_TO_BE_FIRST = 4
"""Chromium writes cookies every 30 s: on a busy computer, before somebody has seen the page."""

DEBUGGING = re.compile(r"debugg|automation|marionette|headless|webdriver")

only_chromium = pytest.mark.parametrize("computer", [Family.CHROMIUM], indirect=True)
only_firefox = pytest.mark.parametrize("computer", [Family.FIREFOX], indirect=True)


def names_left(profile: Path) -> set[str]:
    """Which of our three a profile has."""
    places = {
        "cookies.sqlite": "SELECT name FROM moz_cookies",
        "Default/Cookies": "SELECT name FROM cookies",
        "Default/Network/Cookies": "SELECT name FROM cookies",
    }
    found: set[str] = set()
    for place, select in places.items():
        if (profile / place).is_file():
            with closing(sqlite3.connect(profile / place)) as connection:
                found |= {name for (name,) in connection.execute(select)}
    return found & {*COOKIE_NAMES}


def found_in(folder: Path, canaries: list[str]) -> list[tuple[str, str]]:
    """Where a value stands, as it is or with its odd characters written out."""
    texts = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert len(texts) > 5
    written = {form for one in canaries for form in (one, quote(one, safe=""))}
    return [
        (str(path), one)
        for path, octets in texts.items()
        for one in written
        if one.encode() in octets
    ]


def test_s1_an_account_is_added_and_nothing_is_told_to_anybody(computer: Computer) -> None:
    with BrowserWatch(computer.profiles) as watch:
        command = computer.start()
        computer.person.see("^Log in")
        (main,) = watch.main_processes().values()
        assert computer.browser.family in " ".join(main[:3])
        assert computer.server.login_page in main
        assert not [one for one in main if DEBUGGING.search(one.removeprefix(main[0]))]
        computer.person.log_in(ME)
        computer.person.close("^Logged in")
        assert command.end() == 0
    assert f"{ME} was added. Refresh token: 90 d." in command.out
    assert computer.server.log_ins == [(ME, "false")], "navigator.webdriver"
    assert watch.looks > 20
    assert watch.ports == set()
    (profile,) = (one for one in computer.profiles.iterdir() if one.is_dir())
    assert names_left(profile) == set()
    assert stat.S_IMODE(profile.stat().st_mode) == 0o700
    assert stat.S_IMODE(profile.parent.stat().st_mode) == 0o700
    assert ME not in profile.name
    sent = computer.server.accounts[ME].cookies
    canaries = [sent["lt_refresh_token"], sent["lt_token"], sent["lt_id"], computer.server.token]
    assert found_in(computer.home, canaries) == []
    arguments = " ".join(word for words in watch.commands for word in words)
    assert not [one for one in canaries if one in arguments]


def test_five_renewals_by_five_log_ins(computer: Computer) -> None:
    assert computer.log_in(ME).end() == 0
    for _renewal in range(RENEWALS[computer.browser.family]):
        computer.age(ME)
        command = computer.log_in(ME, ME)
        assert command.end() == 0, command.err
        assert f"{ME} was renewed." in command.out
    (profile,) = (one for one in computer.profiles.iterdir() if one.is_dir())
    assert names_left(profile) == set()


def test_another_accounts_log_in_is_caught(computer: Computer) -> None:
    computer.age(ME)
    command = computer.log_in(OTHER, ME)
    assert command.end() == 1
    assert f"session of {OTHER}. You are renewing {ME}. Nothing was sent." in command.err
    assert OTHER not in computer.server.accounts
    assert not [one for one in computer.profiles.iterdir() if one.is_dir()]


@only_firefox
def test_the_same_session_again_is_not_sent(computer: Computer) -> None:
    assert computer.log_in(ME).end() == 0
    computer.server.faults.add("login-old-session")
    command = computer.log_in(ME, ME)
    assert command.end() == 1
    assert "To send it all the same, add --again. Nothing was sent." in command.err


def test_closed_without_log_in(computer: Computer) -> None:
    command = computer.start()
    computer.person.see("^Log in")
    time.sleep(1)  # a person looks at it
    computer.person.close("^Log in")
    assert command.end() == 1
    assert "The window was closed, and nobody had logged in." in command.err
    assert not [one for one in computer.profiles.iterdir() if one.is_dir()]


def test_a_window_that_is_left_open_is_closed_for_its_person(computer: Computer) -> None:
    command = computer.start()
    computer.person.log_in(ME)
    command.until_said("You are logged in. Close the window now.")
    (profile,) = (one for one in computer.profiles.iterdir() if one.is_dir())
    encrypted = encrypted_values(computer, profile)
    command.until_said("The app is closing the window")
    assert command.end() == 0
    assert f"{ME} was added." in command.out
    left = b"".join(one.read_bytes() for one in profile.rglob("*") if one.is_file())
    assert not [one for one in encrypted if one in left]


def encrypted_values(computer: Computer, profile: Path) -> list[bytes]:
    """What Chromium has of the three on the disk."""
    if computer.browser.family is Family.FIREFOX:
        return []
    (database,) = profile.rglob("Cookies")
    address = f"{database.as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        rows = connection.execute("SELECT name, encrypted_value FROM cookies").fetchall()
    found = [value for name, value in rows if name in COOKIE_NAMES]
    assert len(found) == len(COOKIE_NAMES)
    assert all(found)
    return found


@only_chromium
def test_a_command_that_is_stopped_leaves_its_window_and_the_next_one_says_so(
    computer: Computer,
) -> None:
    assert computer.log_in(ME).end() == 0
    computer.age(ME)
    first = computer.start(ME)
    computer.person.see("^Log in")
    first.process.send_signal(signal.SIGINT)
    assert first.end() != 0
    assert "Stopped; nothing was sent." in first.err
    second = computer.start(ME)
    assert second.end() == 1
    assert "window for this account is still open." in second.err
    computer.person.log_in(ME)
    computer.person.close("^Logged in")
    until_closed(computer)
    third = computer.log_in(ME, ME)
    assert third.end() == 0, third.err
    (profile,) = (one for one in computer.profiles.iterdir() if one.is_dir())
    assert names_left(profile) == set()


def until_closed(computer: Computer) -> None:
    watch = BrowserWatch(computer.profiles)
    until = time.monotonic() + 20
    while watch.main_processes():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL])
@only_chromium
def test_a_crash_before_the_session_is_on_the_disk(
    computer: Computer, number: signal.Signals
) -> None:
    for _attempt in range(ATTEMPTS_TO_BE_FIRST):
        command = computer.start()
        computer.person.log_in(ME)
        for process in BrowserWatch(computer.profiles).main_processes():
            os.kill(process, number)
        if command.end() == 1:
            break
    assert "crashed or was ended before the session was there." in command.err


@only_firefox
def test_a_kill_after_the_session_is_on_the_disk_loses_nothing(computer: Computer) -> None:
    command = computer.start()
    computer.person.log_in(ME)
    command.until_said("You are logged in.")
    for process in BrowserWatch(computer.profiles).main_processes():
        os.kill(process, signal.SIGKILL)
    assert command.end() == 0
    assert f"{ME} was added." in command.out


@only_chromium
def test_a_cookie_for_one_visit_is_named(computer: Computer) -> None:
    computer.server.faults.add("login-session-only")
    command = computer.log_in(ME)
    assert command.end() == 1
    assert "did not keep lt_refresh_token." in command.err


@only_firefox
def test_a_missing_cookie_is_named(computer: Computer) -> None:
    computer.server.faults.add("login-incomplete")
    command = computer.log_in(ME)
    assert command.end() == 1
    assert "The log-in is not complete: lt_token is missing." in command.err


def test_a_full_disk_is_an_end_with_a_sentence(computer: Computer) -> None:
    """Browsers do as they please there; nothing may hang, and nothing be taken for a session."""
    with small_disk(computer.home / "data"):
        command = computer.start()
        with contextlib.suppress(AssertionError):  # some show no page
            computer.person.log_in(ME, attempts=1)
            computer.person.close("^Logged in")
        for process in BrowserWatch(computer.profiles).main_processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM)
        assert command.end() == 1
        assert command.err.endswith("Nothing was sent.\n")
        assert ME not in computer.server.accounts


@contextmanager
def small_disk(place: Path) -> Iterator[None]:
    """A megabyte, where this may be made."""
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("nobody may make a small disk here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@only_firefox
@pytest.mark.parametrize("unit", [1, 1000], ids=["seconds", "milliseconds"])
def test_firefox_with_milliseconds_and_with_seconds(computer: Computer, unit: int) -> None:
    """Older versions count seconds, whichever is installed here."""
    folders = ProfileFolders(computer.profiles)
    browsers = LocalBrowsers(folders, root_is_meant=True)
    browser = Browser("firefox", "Firefox", Family.FIREFOX, computer.browser.program)
    profile = folders.create()
    display, os.environ["DISPLAY"] = os.environ.get("DISPLAY", ""), computer.person.display
    try:
        window = browsers.open(browser, profile, Site.at(computer.server.login_page))
        computer.person.log_in(ME)
        computer.person.close("^Logged in")
        until = time.monotonic() + 30
        while window.look(0.2).is_open:
            assert time.monotonic() < until
    finally:
        os.environ["DISPLAY"] = display
    database = folders.path(profile) / "cookies.sqlite"
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        ends = int((datetime.now(UTC) + timedelta(days=90)).timestamp()) * unit
        connection.execute("UPDATE moz_cookies SET expiry = ?", [ends])
    end = window.take_session().expiries[LT_REFRESH_TOKEN]
    assert timedelta(days=89) < end - datetime.now(UTC) < timedelta(days=91)
