"""What the tests of the store share: a moment, a database file, and no rights."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from harness.platforms import skip_on_windows

from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.database import open_database

NOBODY = 65534


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 1, 31, 17, 45, tzinfo=UTC)


@pytest.fixture
def database_path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "accounts.db"


@pytest.fixture
def reopen(database_path: Path, now: datetime) -> Iterator[Callable[[], AccountStore]]:
    """Open the accounts of `database_path`; the ones opened before are closed."""
    opened: list[AccountStore] = []

    def reopen() -> AccountStore:
        for store in opened:
            store.close()
        opened.append(AccountStore(open_database(database_path, now).connection))
        return opened[-1]

    yield reopen
    for store in opened:
        store.close()


@pytest.fixture
def folder_without_root() -> Iterator[Path]:
    """A folder of an ordinary user, and the rights of one until the test ends."""
    skip_on_windows("Windows has no such modes")
    folder = Path(tempfile.mkdtemp(prefix="ltx-store-"))
    root = os.geteuid() == 0
    if root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)
