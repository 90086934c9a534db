"""What starts the app again: with the session, and for the demo."""

import sys
from pathlib import Path

import pytest

from ltx_desktop.app.paths import own_command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a Windows program that was started from a terminal."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    for name in ("python.exe", "ltx-desktop.exe"):
        (tmp_path / name).touch()
    return tmp_path


def test_on_windows_the_wheels_script_opens_no_console(folder: Path) -> None:
    (folder / "ltx-accounts.exe").touch()
    (folder / "pythonw.exe").touch()
    assert own_command("--hidden") == [str(folder / "ltx-accounts.exe"), "--hidden"]


def test_on_windows_a_python_with_its_scripts_elsewhere_opens_no_console(folder: Path) -> None:
    (folder / "pythonw.exe").touch()
    assert own_command("--demo") == [str(folder / "pythonw.exe"), "-m", "ltx_desktop", "--demo"]


def test_on_windows_the_frozen_app_opens_no_console_though_its_command_was_called(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "ltx-desktop.exe"))
    (folder / "ltx-accounts.exe").touch()
    assert own_command() == [str(folder / "ltx-accounts.exe")]


def test_on_windows_a_bare_python_is_better_than_nothing(folder: Path) -> None:
    assert own_command() == [str(folder / "python.exe"), "-m", "ltx_desktop"]


def test_elsewhere_it_is_the_script_beside_python_or_the_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert own_command("--x") == [str(tmp_path / "python"), "-m", "ltx_desktop", "--x"]
    (tmp_path / "ltx-desktop").touch()
    assert own_command("--x") == [str(tmp_path / "ltx-desktop"), "--x"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command("--x") == [str(tmp_path / "python"), "--x"]
