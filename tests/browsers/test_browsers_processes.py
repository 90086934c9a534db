"""Browsers as processes, with their pipes, and the locks that they hold."""

import os
import signal
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from harness.browser_windows import THREE, MakeBrowser, until_closed
from harness.platforms import not_on_windows

from ltx_desktop.browsers import errors, processes
from ltx_desktop.browsers.chromium import Chromium
from ltx_desktop.browsers.firefox import Firefox
from ltx_desktop.browsers.known import Family
from ltx_desktop.browsers.local import LocalBrowsers
from ltx_desktop.browsers.locks import is_alive, is_held_on_windows
from ltx_desktop.browsers.processes import (
    SpawnedProcess,
    StartedProcess,
    start_on_windows,
    start_window,
    start_with_pipes,
)
from ltx_desktop.browsers.profiles import ProfileFolders
from ltx_desktop.browsers.session import STUDIO

pytestmark = not_on_windows("the program is a script for a shell")


def number_of_files() -> int:
    """The files that this process has open; only Linux tells."""
    folder = Path("/proc/self/fd")
    return len([*folder.iterdir()]) if folder.is_dir() else 0


def test_processes_that_are_gone_are_not_sent_anything() -> None:
    process = SpawnedProcess(["/bin/true"], 0, 1)
    assert process.wait_for(10) == 0
    process.terminate()
    process.kill()


def test_a_window_is_a_process_that_ends_as_it_is_told_to() -> None:
    process = start_window(["sleep", "60"])
    assert process.wait_for(0.01) is None
    process.kill()
    assert process.wait_for(10) == -signal.SIGKILL


def test_a_window_is_out_of_reach_of_ctrl_c() -> None:
    process = start_window(["sleep", "60"])
    assert os.getsid(process.number) != os.getsid(0)
    process.terminate()
    assert process.wait_for(10) == -signal.SIGTERM


def test_windows_gets_handles_and_starts_windows_detached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[tuple[Any, dict[str, Any]]] = []
    inheritable = []

    class Started:
        def __init__(self, command: Any, **options: Any) -> None:
            started.append((command, options))

        wait_for = terminate = kill = None

    monkeypatch.setattr(processes, "StartedProcess", Started)
    libraries: dict[str, Any] = {
        "msvcrt": SimpleNamespace(get_osfhandle=lambda one: one + 1000),
        "subprocess": SimpleNamespace(STARTUPINFO=lambda **options: options),
        "os": SimpleNamespace(set_handle_inheritable=lambda *one: inheritable.append(one)),
    }
    start_on_windows(["chrome.exe", "--remote-debugging-pipe"], 5, 6, libraries.__getitem__)
    command, options = started[0]
    assert command[1:] == ["--remote-debugging-pipe", "--remote-debugging-io-pipes=1005,1006"]
    assert options["startupinfo"] == {"lpAttributeList": {"handle_list": [1005, 1006]}}
    assert inheritable == [(1005, True), (1006, True)]
    start_window(["chrome.exe"], "win32")
    assert started[1][1] == {"creationflags": 0x208}


def test_pipes_are_closed_where_nothing_starts() -> None:
    before = number_of_files()
    with pytest.raises(errors.NotStarted):
        start_with_pipes(["/nonexistent/browser"])

    def refuse(*_: object) -> processes.Process:
        raise errors.NotStarted

    with pytest.raises(errors.NotStarted):
        start_with_pipes(["browser"], refuse)
    assert number_of_files() == before


def test_windows_locks_are_files_that_nobody_else_can_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not Chromium(platform="win32").is_open(tmp_path)
    assert not Firefox("win32").is_open(tmp_path)
    (tmp_path / "lockfile").touch()
    assert not is_held_on_windows(tmp_path / "lockfile")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert is_held_on_windows(tmp_path / "lockfile")


def test_a_window_on_windows_may_hand_over_and_is_closed_by_its_person(
    make_browser: MakeBrowser, folders: ProfileFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_DETACHED", 0)
    browsers = LocalBrowsers(folders, root_is_meant=True)
    object.__setattr__(browsers._system, "platform", "win32")
    browser = make_browser(Family.FIREFOX, cookies=THREE)
    window = browsers.open(browser, folders.create(), STUDIO)
    assert not window.can_be_closed
    assert window._started_by > time.monotonic()
    window._started_by = 0
    until_closed(window)


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "99999999999"])
def test_what_is_no_number_of_a_process_is_not_alive(number: str) -> None:
    assert not is_alive(number)


def test_somebody_elses_process_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert is_alive("1")


def test_a_started_process_that_is_no_program_is_said(tmp_path: Path) -> None:
    with pytest.raises(errors.NotStarted):
        StartedProcess([str(tmp_path)])
