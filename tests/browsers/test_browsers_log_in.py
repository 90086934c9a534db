"""A log-in from the opened window to the three cookies, in both families."""

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from harness.browser_windows import THREE, MakeBrowser, until_closed, until_seen
from harness.fake_browser import cookie

from ltx_desktop.browsers import errors
from ltx_desktop.browsers.find import Browser, Sandbox
from ltx_desktop.browsers.known import Family
from ltx_desktop.browsers.local import LocalBrowsers
from ltx_desktop.browsers.profiles import ProfileFolders
from ltx_desktop.browsers.session import STUDIO
from ltx_desktop.domain.cookies import COOKIE_NAMES, LT_REFRESH_TOKEN

both = pytest.mark.parametrize("family", [*Family])
OTHERS = [cookie("NID", "SYNTHETIC-other", host=".google.com"), cookie("lt_id", "x", host="a.io")]


def contents(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


@both
def test_the_three_are_read_and_gone_and_others_stay(
    make_browser: MakeBrowser, browsers: LocalBrowsers, folders: ProfileFolders, family: Family
) -> None:
    browser = make_browser(family, cookies=[*THREE, *OTHERS])
    profile = folders.create()
    window = browsers.open(browser, profile, STUDIO)
    until_closed(window)
    session = window.take_session()
    assert {name: one.reveal() for name, one in session.values.items()} == {
        name: f"SYNTHETIC-{name}" for name in COOKIE_NAMES
    }
    assert session.expiries[LT_REFRESH_TOKEN] == datetime.fromtimestamp(4e9, UTC)
    assert "SYNTHETIC" not in repr(session)
    left = contents(folders.path(profile))
    for name in COOKIE_NAMES:
        value = f"SYNTHETIC-{name}"
        assert value.encode() not in left
        assert value[::-1].encode() not in left
    assert b"SYNTHETIC-other" in left or b"SYNTHETIC-other"[::-1] in left
    assert stat.S_IMODE(folders.path(profile).stat().st_mode) == 0o700


@both
def test_nothing_of_ours_is_on_the_command_line_but_profile_and_address(
    make_browser: MakeBrowser, browsers: LocalBrowsers, folders: ProfileFolders, family: Family
) -> None:
    browser = make_browser(family, cookies=THREE)
    profile = folders.create()
    until_closed(browsers.open(browser, profile, STUDIO))
    (arguments,) = map(json.loads, browser.program.with_suffix(".log").read_text().splitlines())
    folder = str(folders.path(profile))
    assert (
        arguments
        == {
            Family.CHROMIUM: [
                f"--user-data-dir={folder}",
                "--no-first-run",
                "--no-default-browser-check",
                "https://app.ltx.studio/",
            ],
            Family.FIREFOX: ["--new-instance", "--profile", folder, "https://app.ltx.studio/"],
        }[family]
    )


@both
def test_a_session_is_seen_while_the_window_is_open_and_the_window_closed_when_asked(
    make_browser: MakeBrowser, browsers: LocalBrowsers, folders: ProfileFolders, family: Family
) -> None:
    window = browsers.open(
        make_browser(family, cookies=THREE, ends="asked", code=143), folders.create(), STUDIO
    )
    until_seen(window, lambda seen: bool(seen.has_session))
    assert window.can_be_closed
    window.ask_to_end()
    until_closed(window)
    assert set(window.take_session().values) == {*COOKIE_NAMES}


@both
def test_a_profile_that_is_open_is_not_opened_again(
    make_browser: MakeBrowser, browsers: LocalBrowsers, folders: ProfileFolders, family: Family
) -> None:
    browser, profile = make_browser(family, cookies=THREE, ends="asked"), folders.create()
    window = browsers.open(browser, profile, STUDIO)
    until_seen(window, lambda seen: bool(seen.has_session))
    assert browsers.is_open(profile)
    with pytest.raises(errors.ProfileInUse):
        browsers.open(browser, profile, STUDIO)
    with pytest.raises(errors.ProfileInUse):
        window.take_session()
    window.ask_to_end()
    until_closed(window)
    assert not browsers.is_open(profile)


@both
@pytest.mark.parametrize(
    ("cookies", "code", "error"),
    [
        ([], 0, errors.ClosedWithoutLogIn),
        (OTHERS, 0, errors.ClosedWithoutLogIn),
        (THREE[:1], 0, errors.CookiesIncomplete),
        ([*THREE[:2], cookie(LT_REFRESH_TOKEN, "x", None)], 0, errors.SessionOnlyCookies),
        ([], 11, errors.EndedBadly),
        (THREE[1:], 11, errors.EndedBadly),
    ],
)
def test_what_is_missing_is_named(
    make_browser: MakeBrowser,
    browsers: LocalBrowsers,
    folders: ProfileFolders,
    family: Family,
    cookies: list[dict[str, object]],
    code: int,
    error: type[errors.BrowserError],
) -> None:
    browser = make_browser(family, cookies=cookies, code=code)
    window = browsers.open(browser, folders.create(), STUDIO)
    until_closed(window)
    with pytest.raises(error):
        window.take_session()


@both
def test_a_crash_after_the_log_in_loses_nothing(
    make_browser: MakeBrowser, browsers: LocalBrowsers, folders: ProfileFolders, family: Family
) -> None:
    browser = make_browser(family, cookies=THREE, ends="killed")
    window = browsers.open(browser, folders.create(), STUDIO)
    until_closed(window)
    assert set(window.take_session().values) == {*COOKIE_NAMES}


@both
def test_what_was_left_over_is_taken_out_before_and_not_taken_for_new(
    make_browser: MakeBrowser, browsers: LocalBrowsers, folders: ProfileFolders, family: Family
) -> None:
    browser, profile = make_browser(family, cookies=THREE), folders.create()
    until_closed(browsers.open(browser, profile, STUDIO))
    make_browser(family, cookies=[])
    window = browsers.open(browser, profile, STUDIO)
    until_closed(window)
    with pytest.raises(errors.ClosedWithoutLogIn):
        window.take_session()


@both
def test_the_session_of_before_is_none(
    make_browser: MakeBrowser, browsers: LocalBrowsers, folders: ProfileFolders, family: Family
) -> None:
    browser, profile = make_browser(family, cookies=THREE), folders.create()
    until_closed(browsers.open(browser, profile, STUDIO))
    window = browsers.open(browser, profile, STUDIO)
    until_closed(window)
    with pytest.raises(errors.OldSession):
        window.take_session()


def test_a_process_that_takes_over_is_waited_for(
    make_browser: MakeBrowser, browsers: LocalBrowsers, folders: ProfileFolders
) -> None:
    """As Firefox does on Windows."""
    browser = make_browser(Family.CHROMIUM, cookies=THREE, hands_over=0.4)
    window = browsers.open(browser, folders.create(), STUDIO)
    window._started_by += 30
    until_seen(window, lambda seen: bool(seen.has_session))
    window._started_by = 0
    until_closed(window)
    assert set(window.take_session().values) == {*COOKIE_NAMES}


@both
def test_the_newer_of_two_cookies_counts(
    make_browser: MakeBrowser, browsers: LocalBrowsers, folders: ProfileFolders, family: Family
) -> None:
    older = [cookie(one["name"], "older", 3e9, ".ltx.studio") for one in THREE]
    window = browsers.open(make_browser(family, cookies=[*THREE, *older]), folders.create(), STUDIO)
    until_closed(window)
    session = window.take_session()
    assert session.values[LT_REFRESH_TOKEN].reveal() == f"SYNTHETIC-{LT_REFRESH_TOKEN}"


def test_root_is_refused_unless_it_is_meant(
    make_browser: MakeBrowser, folders: ProfileFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    browser = make_browser(Family.FIREFOX)
    with pytest.raises(errors.RunningAsRoot):
        LocalBrowsers(folders).open(browser, folders.create(), STUDIO)
    assert folders.ids() == frozenset()


def test_a_browser_in_a_sandbox_is_not_opened(
    browsers: LocalBrowsers, folders: ProfileFolders, tmp_path: Path
) -> None:
    browser = Browser("firefox", "Firefox", Family.FIREFOX, tmp_path / "f", Sandbox.SNAP)
    with pytest.raises(errors.SandboxedBrowser):
        browsers.open(browser, folders.create(), STUDIO)


@both
def test_a_program_that_is_gone_is_said(
    browsers: LocalBrowsers, folders: ProfileFolders, tmp_path: Path, family: Family
) -> None:
    browser = Browser("x", "X", family, tmp_path / "gone")
    with pytest.raises(errors.NotStarted):
        browsers.open(browser, folders.create(), STUDIO)
