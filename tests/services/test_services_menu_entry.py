"""The entry in the menu of the desktop: made, taken away, and why not."""

from pathlib import Path

import pytest

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.services.menu_entry import (
    EntryFailed,
    EntryRemoved,
    EntryWritten,
    ManageMenuEntry,
    NoEntry,
)
from ltx_desktop.store.errors import Reason
from ltx_desktop.store.menu_entry import MenuEntry

COMMAND = ["/opt/LTX Accounts/ltx-desktop"]


@pytest.fixture
def entry(tmp_path: Path) -> MenuEntry:
    return MenuEntry(tmp_path / "data", resources_folder())


@pytest.fixture
def manage(entry: MenuEntry) -> ManageMenuEntry:
    return ManageMenuEntry(entry, COMMAND)


def test_an_entry_starts_the_command_until_it_is_removed(
    manage: ManageMenuEntry, entry: MenuEntry
) -> None:
    assert manage.install() == EntryWritten(entry.path)
    assert f"TryExec={COMMAND[0]}" in entry.path.read_text("utf-8").splitlines()
    assert manage.remove() == EntryRemoved()
    assert not entry.path.exists()


def test_where_there_is_none_it_says_so(manage: ManageMenuEntry) -> None:
    assert manage.remove() == NoEntry()


def test_a_menu_that_cannot_be_written_is_an_outcome(
    manage: ManageMenuEntry, entry: MenuEntry, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("where the folder should be")
    assert manage.install() == EntryFailed(entry.path, Reason.NO_FOLDER)


def test_an_entry_that_cannot_be_removed_is_an_outcome(
    manage: ManageMenuEntry, entry: MenuEntry
) -> None:
    entry.path.mkdir(parents=True)
    outcome = manage.remove()
    assert isinstance(outcome, EntryFailed)
    assert outcome.path == entry.path
    assert entry.path.is_dir()
