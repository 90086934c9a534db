"""Opening the database: made where there is none, refused where newer, set aside where damaged."""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from ltx_desktop.store.backup import backup_of, bring_back
from ltx_desktop.store.errors import NewerDatabase, Reason
from ltx_desktop.store.migrations import (
    APPLICATION_ID,
    MIGRATIONS,
    SUPPORTED_VERSION,
    application_id_of,
    migrate,
    schema_of,
    version_of,
)
from ltx_desktop.store.private_files import (
    beside,
    make_private_folder,
    narrow,
    new_file_beside,
    set_aside,
)
from ltx_desktop.store.reasons import is_damage, is_read_only, unavailable

OPEN_WAIT = timedelta(seconds=2)
"""How long opening waits for another process to let go of the file."""

_WRITE_WAIT = timedelta(milliseconds=250)
"""Shorter: later writes are made on the event loop's thread."""

_SMALLEST = 512
"""Bytes of the smallest SQLite database; what is smaller SQLite would take for a new one."""

_COMPANIONS = ("-wal", "-shm", "-journal")

_UNJOURNALED = "ro&immutable=1"
"""The mode of a connection that reads the file alone, and writes nothing at all."""

_MAY_BE_TORN = {Reason.LOCKED, Reason.NO_LOCKS, Reason.DAMAGED}
"""Somebody may be writing it, or it is not whole."""


class Opened(NamedTuple):
    """`set_aside` is where a damaged file was moved to, None where there was none.

    `backed_up` is when the copy was made that took its place, None where there was none.
    `only_read` is why nothing can be written in this run, None where something can.
    """

    connection: sqlite3.Connection
    set_aside: Path | None = None
    backed_up: datetime | None = None
    only_read: Reason | None = None


def open_database(path: Path, now: datetime, *, wait: timedelta = OPEN_WAIT) -> Opened:
    """Open the database at `path`, up to date and private; other threads only write to it.

    Damaged is: no database, zero bytes, another program's, failing SQLite's quick check,
    without our tables, or gone while its journal is still there. Such a file is moved to a
    name dated `now` in the same folder, and a fresh one made.

    Raises NewerDatabase, the file's bytes unchanged, or StoreUnavailable. A file that may be
    read but not written is opened: the first write raises. So is one whose journal cannot be
    written, on a full disk for instance; what an earlier journal holds is missing then.

    A link stays one: all this happens to the file that it leads to.
    """
    try:
        make_private_folder(path.parent)
        path = Path(os.path.realpath(path))
        aside = None
        if _is_there(path) and not _is_sound(path, wait):
            aside = set_aside(path, now, _COMPANIONS)
        backed_up = _bring_back(path, wait) if aside else None
        if not path.exists():
            _create(path)
        return Opened(_connect(path, wait), aside, backed_up)
    except (OSError, sqlite3.Error) as error:
        refused = unavailable(path, error)
        if refused.reason not in _MAY_BE_TORN and (connection := _connect_to_read(path, wait)):
            return Opened(connection, only_read=refused.reason)
        raise refused from error


def _connect_to_read(path: Path, wait: timedelta) -> sqlite3.Connection | None:
    """Without any journal; None where that gives nothing whole of this version."""
    if os.path.lexists(beside(path, "-journal")):
        return None
    try:
        with (
            closing(_plain_connection(path, _UNJOURNALED, wait)) as connection,
            closing(sqlite3.connect(":memory:", isolation_level=None)) as copy,
        ):
            connection.backup(copy)
            if version_of(copy) != SUPPORTED_VERSION or not _is_whole(copy, path):
                return None
        return _lenient(_plain_connection(path, _UNJOURNALED, wait))
    except sqlite3.Error:
        return None


def _bring_back(path: Path, wait: timedelta) -> datetime | None:
    """Use the last good copy, if there is one that is sound; when it was made."""
    copy = backup_of(path)
    try:
        if not _is_sound(copy, wait):
            return None
        bring_back(path)
        return datetime.fromtimestamp(copy.stat().st_mtime, UTC)
    except (OSError, sqlite3.Error, NewerDatabase):
        return None


def _is_there(path: Path) -> bool:
    return any(map(os.path.lexists, _with_companions(path)))


def _with_companions(path: Path) -> Iterator[Path]:
    return (beside(path, ending) for ending in ("", *_COMPANIONS))


def _is_sound(path: Path, wait: timedelta) -> bool:
    if not os.path.lexists(path) or path.stat().st_size < _SMALLEST:
        return False
    # SQLite would wait for a pipe.
    if any(one.exists() and not one.is_file() for one in _with_companions(path)):
        return False
    try:
        if not _looks_ours(path, wait):
            return False
        with closing(_plain_connection(path, "rw", wait)) as connection:
            return _is_whole(connection, path)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise


def _looks_ours(path: Path, wait: timedelta) -> bool:
    """Look without writing: not even the journal of somebody else's file is folded in."""
    try:
        return _is_marked(path, "ro", wait)
    except sqlite3.DatabaseError as error:
        if not is_read_only(error):
            raise
    # A journal waits to be rolled back.
    return _is_marked(path, _UNJOURNALED, wait)


def _is_marked(path: Path, mode: str, wait: timedelta) -> bool:
    """Whether the file bears our mark, or has nothing in it yet."""
    with closing(_plain_connection(path, mode, wait)) as connection:
        owner, version = application_id_of(connection), version_of(connection)
        if owner == APPLICATION_ID:
            _refuse_newer(path, version)
            return True
        return owner == version == 0 and not schema_of(connection)


def _is_whole(connection: sqlite3.Connection, path: Path) -> bool:
    """SQLite checks CHECK constraints only where it may write."""
    version, schema = version_of(connection), schema_of(connection)
    _refuse_newer(path, version)
    if not all(_is_sound_table(connection, name) for name in _checked_tables(schema)):
        return False
    return schema >= _expected_schema(version) if version > 0 else not schema


def _checked_tables(schema: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """All but the history, which may be long: whoever reads it finds out how it is."""
    return (name for kind, name, _sql in schema if kind == "table" and name != "history")


def _is_sound_table(connection: sqlite3.Connection, name: str) -> bool:
    quoted = name.replace('"', '""')
    return bool(connection.execute(f'PRAGMA quick_check("{quoted}")').fetchone() == ("ok",))


def _refuse_newer(path: Path, version: int) -> None:
    if version > SUPPORTED_VERSION:
        raise NewerDatabase(path, version, SUPPORTED_VERSION)


def _expected_schema(version: int) -> frozenset[tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:version])
        return schema_of(connection)


def _create(path: Path) -> None:
    """Make the file under another name, so that it never exists half-made."""
    descriptor, name = new_file_beside(path)
    os.close(descriptor)
    try:
        with closing(sqlite3.connect(name, isolation_level=None)) as connection:
            migrate(connection)
        # Unlike a rename, a link never replaces what another process made meanwhile.
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
    except OSError:
        if path.exists():
            raise
        Path(name).rename(path)  # a file system without links
    finally:
        Path(name).unlink(missing_ok=True)


def _connect(path: Path, wait: timedelta) -> sqlite3.Connection:
    connection = _plain_connection(path, "rw", wait)
    try:
        migrate(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        # Waiting for the disk at each change would hold up the window. A power cut may cost the
        # last changes, never the file (sqlite.org/pragma.html#pragma_synchronous).
        connection.execute("PRAGMA synchronous = NORMAL")
        for file in _with_companions(path):
            with contextlib.suppress(FileNotFoundError):
                narrow(file)
        milliseconds = _WRITE_WAIT // timedelta(milliseconds=1)
        connection.execute(f"PRAGMA busy_timeout = {milliseconds}")
    except BaseException:
        connection.close()
        raise
    return _lenient(connection)


def _lenient(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A flipped bit in a text costs that text, not the whole start."""
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    return connection


def _plain_connection(path: Path, mode: str, wait: timedelta) -> sqlite3.Connection:
    address = f"{_file_uri(path)}?mode={mode}"
    return sqlite3.connect(
        address,
        uri=True,
        timeout=wait.total_seconds(),
        isolation_level=None,
        check_same_thread=False,
    )


def _file_uri(path: Path) -> str:
    """Unlike `Path.as_uri`, also right for Windows shares and names that are not UTF-8."""
    text = path.absolute().as_posix()
    return f"file://{'' if text.startswith('/') else '/'}{quote(os.fsencode(text))}"


def path_of(connection: sqlite3.Connection) -> Path:
    """The file behind a connection."""
    _number, _name, path = connection.execute("PRAGMA database_list").fetchone()
    return Path(path)
