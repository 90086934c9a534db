"""Reading the cookies where the browser, its files or the system do not play along."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from harness.browser_windows import THREE, MakeBrowser, until_closed
from harness.fake_browser import cookie
from harness.platforms import not_on_windows

from ltx_desktop.browsers import chromium, errors
from ltx_desktop.browsers.chromium import Chromium
from ltx_desktop.browsers.find import Browser
from ltx_desktop.browsers.firefox import Firefox
from ltx_desktop.browsers.known import Family
from ltx_desktop.browsers.local import LocalBrowsers
from ltx_desktop.browsers.processes import (
    start_window,
)
from ltx_desktop.browsers.profiles import ProfileFolders
from ltx_desktop.browsers.session import STUDIO, FoundCookie
from ltx_desktop.domain.cookies import COOKIE_NAMES, LT_REFRESH_TOKEN
from ltx_desktop.domain.secret import Secret

pytestmark = not_on_windows("the program is a script for a shell")


@pytest.fixture
def logged_in(
    make_browser: MakeBrowser, browsers: LocalBrowsers, folders: ProfileFolders
) -> tuple[Browser, Path]:
    """A Chromium, and a profile of it with the three in it."""
    browser, profile = make_browser(Family.CHROMIUM, cookies=THREE), folders.create()
    until_closed(browsers.open(browser, profile, STUDIO))
    return browser, folders.path(profile)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ("dies", errors.EndedBadly),
        ("refuses", errors.EndedBadly),
        ("garbage", errors.EndedBadly),
        ("silent", errors.TimedOut),
        ("stays", errors.TimedOut),
    ],
)
def test_a_browser_that_does_not_answer_is_ended(
    logged_in: tuple[Browser, Path],
    make_browser: MakeBrowser,
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    error: type[errors.BrowserError],
) -> None:
    monkeypatch.setattr(chromium, "_ANSWERS_WITHIN", 0.7)
    monkeypatch.setattr(chromium, "_ENDS_WITHIN", 0.7)
    browser, profile = logged_in
    make_browser(Family.CHROMIUM, asked=asked)
    with pytest.raises(error):
        Chromium().take(browser.program, profile, STUDIO)


def test_one_that_is_deaf_is_killed(
    logged_in: tuple[Browser, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(chromium, "_ANSWERS_WITHIN", 0.3)
    monkeypatch.setattr(chromium, "_ENDS_WITHIN", 0.3)
    deaf = tmp_path / "deaf"
    deaf.write_text("#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 0.05; done\n")
    deaf.chmod(0o755)
    with pytest.raises(errors.TimedOut):
        Chromium().take(deaf, logged_in[1], STUDIO)


def test_one_that_starts_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(errors.NotStarted):
        Chromium().take(tmp_path / "gone", tmp_path, STUDIO)


def test_a_chromium_profile_that_is_open_says_so(logged_in: tuple[Browser, Path]) -> None:
    browser, profile = logged_in
    (profile / "SingletonLock").symlink_to(f"here-{os.getpid()}")
    with pytest.raises(errors.ProfileInUse):
        Chromium().take(browser.program, profile, STUDIO)


def test_a_lock_of_a_process_that_is_gone_holds_nothing(tmp_path: Path) -> None:
    gone = start_window(["true"])
    gone.wait_for(10)
    (tmp_path / "SingletonLock").symlink_to(f"here-{gone.number}")
    assert not Chromium().is_open(tmp_path)


def test_the_newer_place_of_chromiums_database_is_known(logged_in: tuple[Browser, Path]) -> None:
    _browser, profile = logged_in
    assert Chromium().names(profile, STUDIO) == {*COOKIE_NAMES}
    (profile / "Default" / "Network").mkdir()
    (profile / "Default" / "Cookies").rename(profile / "Default" / "Network" / "Cookies")
    assert Chromium().names(profile, STUDIO) == {*COOKIE_NAMES}


@pytest.mark.parametrize("files", [Chromium(), Firefox()])
def test_a_database_that_cannot_be_read_has_no_names_yet(
    files: Chromium | Firefox, tmp_path: Path
) -> None:
    (tmp_path / "Default").mkdir()
    for place in ("Default/Cookies", "cookies.sqlite"):
        (tmp_path / place).write_bytes(b"half a page")
    assert files.names(tmp_path, STUDIO) == frozenset()


def test_a_damaged_database_of_firefox_is_an_end_that_went_badly(tmp_path: Path) -> None:
    (tmp_path / "cookies.sqlite").write_bytes(b"half a page" * 200)
    with pytest.raises(errors.EndedBadly):
        Firefox().take(Path("firefox"), tmp_path, STUDIO)
    assert Firefox().take(Path("firefox"), tmp_path / "new", STUDIO) == []


@pytest.mark.parametrize("expires", [4e9, 4e12])
def test_firefox_counts_seconds_or_milliseconds(
    make_browser: MakeBrowser, browsers: LocalBrowsers, folders: ProfileFolders, expires: float
) -> None:
    three = [cookie(name, "x", expires) for name in COOKIE_NAMES]
    window = browsers.open(make_browser(Family.FIREFOX, cookies=three), folders.create(), STUDIO)
    until_closed(window)
    end = window.take_session().expiries[LT_REFRESH_TOKEN]
    assert end == datetime.fromtimestamp(4e9, UTC)


@pytest.mark.parametrize("expires", [9e18, -9e18])
def test_an_end_beyond_every_calendar_is_none(
    make_browser: MakeBrowser, browsers: LocalBrowsers, folders: ProfileFolders, expires: float
) -> None:
    three = [cookie(name, "x", expires) for name in COOKIE_NAMES]
    for family in Family:
        window = browsers.open(make_browser(family, cookies=three), folders.create(), STUDIO)
        until_closed(window)
        assert window.take_session().expiries == {}


def test_firefox_in_a_container_is_another_log_in(
    make_browser: MakeBrowser, browsers: LocalBrowsers, folders: ProfileFolders
) -> None:
    profile = folders.create()
    window = browsers.open(make_browser(Family.FIREFOX, cookies=THREE), profile, STUDIO)
    until_closed(window)
    database = folders.path(profile) / "cookies.sqlite"
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("UPDATE moz_cookies SET originAttributes = '^userContextId=1'")
    with pytest.raises(errors.ClosedWithoutLogIn):
        window.take_session()
    assert Firefox().names(folders.path(profile), STUDIO) == frozenset()


def test_no_repr_shows_a_value() -> None:
    assert "x" not in repr(FoundCookie("lt_id", Secret("xxxxxx"), None).value)


def test_folders_are_named_by_ids_alone(folders: ProfileFolders, tmp_path: Path) -> None:
    profile = folders.create()
    assert folders.ids() == frozenset()
    folder = folders.ensure(profile)
    (folder / "file").touch()
    folders.lock(profile).touch()
    (folder.parent / "something else").mkdir()
    assert folders.ids() == {profile}
    for name in ("../x", "a@b.example", "", "A" * 32):
        with pytest.raises(ValueError, match="no id"):
            folders.path(name)
    folders.drop_lock(profile)
    assert folders.lock(profile).exists()
    folders.remove(profile)
    folders.remove(profile)
    assert not folder.exists()
    folders.drop_lock(profile)
    folders.drop_lock(profile)
    assert not folders.lock(profile).exists()


def test_folders_that_cannot_be_made_or_removed_say_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    folders = ProfileFolders(tmp_path / "file")
    with pytest.raises(errors.ProfileUnavailable) as told:
        folders.ensure(folders.create())
    assert isinstance(told.value.cause, OSError)

    def refuse(_path: Path) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(shutil, "rmtree", refuse)
    folders = ProfileFolders(tmp_path)
    with pytest.raises(errors.ProfileUnavailable):
        folders.remove(folders.create())
    with pytest.raises(errors.ProfileUnavailable):
        Firefox().prepare(tmp_path / "gone")
