"""A copy of the last good database, beside it."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ltx_desktop.store.private_files import beside, new_file_beside, replace
from ltx_desktop.store.reasons import unavailable

_ENDING = ".backup"


def backup_of(path: Path) -> Path:
    return beside(path, _ENDING)


def back_up(connection: sqlite3.Connection, path: Path) -> None:
    """Copy what a connection to `path` holds, whole or not at all. Raises StoreUnavailable."""
    try:
        with _replacing(backup_of(path)) as name, closing(sqlite3.connect(name)) as copy:
            connection.backup(copy)
    except (OSError, sqlite3.Error) as error:
        raise unavailable(path, error) from error


def bring_back(path: Path) -> None:
    """Put a copy of the backup in the place of a file that is gone. Raises OSError."""
    with _replacing(path) as name:
        Path(name).write_bytes(backup_of(path).read_bytes())


@contextlib.contextmanager
def _replacing(target: Path) -> Iterator[str]:
    """A name to write under; the file takes `target`'s place if that went well (mode 0600)."""
    descriptor, name = new_file_beside(target)
    os.close(descriptor)
    try:
        yield name
        replace(Path(name), target)
    finally:
        Path(name).unlink(missing_ok=True)
