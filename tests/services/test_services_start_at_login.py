"""Starting with the session: whether it does, and turning that on and off."""

from pathlib import Path

import pytest

from ltx_desktop.services.start_at_login import StartAtLogin
from ltx_desktop.store.autostart_entry import DesktopEntry
from ltx_desktop.store.errors import Reason

COMMAND = ["/opt/ltx-desktop", "--hidden"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "autostart" / "ltx-accounts.desktop"


@pytest.fixture
def start(path: Path) -> StartAtLogin:
    return StartAtLogin(DesktopEntry(path, "LTX Accounts", "ltx-accounts"), COMMAND)


def test_it_is_off_at_first_and_can_be_turned_on_and_off(start: StartAtLogin, path: Path) -> None:
    found = [start.is_on()]
    assert start.turn(on=True) is None
    found.append(start.is_on())
    assert f"Exec={' '.join(COMMAND)}" in path.read_text("utf-8").splitlines()
    assert start.turn(on=False) is None
    assert [*found, start.is_on()] == [False, True, False]
    assert not path.exists()


def test_what_a_person_wrote_there_stays_where_it_is_on_already(
    start: StartAtLogin, path: Path
) -> None:
    path.parent.mkdir()
    own = "[Desktop Entry]\nExec=/opt/own-way/ltx-desktop --hidden\n"
    path.write_text(own)
    assert start.turn(on=True) is None
    assert path.read_text() == own


def test_what_the_system_does_not_tell_counts_as_off(start: StartAtLogin, path: Path) -> None:
    path.mkdir(parents=True)
    assert not start.is_on()
    assert start.turn(on=False) is None
    assert path.is_dir()


def test_a_system_that_does_not_let_it_gives_the_reason(start: StartAtLogin, path: Path) -> None:
    path.parent.write_text("where the folder should be")
    assert start.turn(on=True) is Reason.NO_FOLDER
    assert not start.is_on()


def test_what_cannot_be_turned_off_gives_the_reason_and_stays_on(
    start: StartAtLogin, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, **_options: bool) -> None:
        raise PermissionError(13, "Permission denied")

    start.turn(on=True)
    monkeypatch.setattr(Path, "unlink", refuse)
    assert start.turn(on=False) is Reason.NO_PERMISSION
    assert start.is_on()


async def test_the_entry_of_a_program_that_is_gone_follows_the_app(
    start: StartAtLogin, path: Path
) -> None:
    DesktopEntry(path, "LTX Accounts", "ltx-accounts").enable(["/old/ltx-desktop", "--hidden"])
    await start.follow()
    assert f"Exec={' '.join(COMMAND)}" in path.read_text("utf-8").splitlines()
    before = path.read_bytes()
    await start.follow()
    assert path.read_bytes() == before


async def test_where_there_is_no_entry_or_none_that_can_be_read_none_is_written(
    start: StartAtLogin, path: Path
) -> None:
    await start.follow()
    assert not path.exists()
    path.mkdir(parents=True)
    await start.follow()
    assert path.is_dir()
