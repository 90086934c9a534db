"""K2: the last good database is there when the file is not good any more."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import EMAIL, make_account, make_record
from harness.platforms import not_on_windows

from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.backup import backup_of
from ltx_desktop.store.database import Opened, open_database
from ltx_desktop.store.errors import Reason, StoreUnavailable

LATER = "later@synthetic.example"


@pytest.fixture
def backed_up(database_path: Path, now: datetime) -> Path:
    """A database with one account in its copy, and one that came after that."""
    store = AccountStore(open_database(database_path, now).connection)
    store.put([make_record()])
    store.back_up()
    store.put([make_record(make_account(LATER))])
    store.close()
    return database_path


def emails(opened: Opened) -> list[str]:
    store = AccountStore(opened.connection)
    try:
        return [record.email for record in store.records()]
    finally:
        store.close()


@pytest.mark.parametrize("damage", [b"", b"no database at all", bytes(100_000)])
def test_a_damaged_file_gives_way_to_the_copy_and_is_kept(
    backed_up: Path, now: datetime, damage: bytes
) -> None:
    backed_up.write_bytes(damage)
    os.utime(backup_of(backed_up), (1e9, 1e9))
    opened = open_database(backed_up, now)
    assert opened.set_aside is not None
    assert opened.set_aside.read_bytes() == damage
    assert opened.backed_up == datetime.fromtimestamp(1e9, UTC)
    assert emails(opened) == [EMAIL]
    assert backup_of(backed_up).exists()


def test_a_file_that_is_sound_is_not_replaced(backed_up: Path, now: datetime) -> None:
    opened = open_database(backed_up, now)
    assert (opened.set_aside, opened.backed_up) == (None, None)
    assert emails(opened) == [LATER, EMAIL]


def test_a_file_that_somebody_deleted_does_not_come_back(backed_up: Path, now: datetime) -> None:
    backed_up.unlink()
    opened = open_database(backed_up, now)
    assert opened.backed_up is None
    assert emails(opened) == []


@pytest.mark.parametrize("damage", [b"", b"no database either"])
def test_a_damaged_copy_is_of_no_use_and_no_harm(
    backed_up: Path, now: datetime, damage: bytes
) -> None:
    backed_up.write_bytes(b"no database")
    backup_of(backed_up).write_bytes(damage)
    opened = open_database(backed_up, now)
    assert opened.backed_up is None
    assert emails(opened) == []


@not_on_windows("Windows has no such modes")
def test_the_copy_is_its_owners_and_nothing_else_is_left(backed_up: Path) -> None:
    assert stat.S_IMODE(backup_of(backed_up).stat().st_mode) == 0o600
    assert sorted(path.name for path in backed_up.parent.iterdir()) == [
        "accounts.db",
        "accounts.db.backup",
    ]


def test_what_could_not_be_written_is_not_copied_over_what_could(
    database_path: Path, now: datetime
) -> None:
    connection = open_database(database_path, now).connection
    store = AccountStore(connection)
    store.put([make_record()])
    store.back_up()
    before = backup_of(database_path).read_bytes()
    connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailable):
        store.put([make_record(make_account(LATER))])
    store.back_up()
    assert backup_of(database_path).read_bytes() == before
    store.close()


def test_a_folder_that_takes_no_copy_is_said(
    database_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = AccountStore(open_database(database_path, now).connection)
    store.put([make_record()])

    def full(*_arguments: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    with pytest.raises(StoreUnavailable) as caught:
        store.back_up()
    assert caught.value.reason is Reason.DISK_FULL
    store.close()
