"""The SQL about accounts: read all, write some, write all."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from ltx_desktop.domain.account import NO_LABEL, AccountRecord, Label
from ltx_desktop.store.rows import (
    COLUMNS,
    LEARNED_COLUMNS,
    Row,
    from_microseconds,
    from_row,
    to_microseconds,
    to_row,
)
from ltx_desktop.store.transaction import transaction

_LAST_REFRESH = "last-refresh"
_EMPTY_SINCE = "empty-since"

_NAMES = ", ".join(COLUMNS)
_PLACES = ", ".join("?" for _ in COLUMNS)
_SELECT = f"SELECT {_NAMES} FROM account WHERE vanished_at IS NULL"  # noqa: S608 - our own names
_SELECT_VANISHED = f"SELECT vanished_at, {_NAMES} FROM account WHERE vanished_at IS NOT NULL"  # noqa: S608 - likewise
_UPDATES = ", ".join(
    f"{name} = excluded.{name}" for name in COLUMNS if name not in {"email", *LEARNED_COLUMNS}
)
_INSERT = (
    f"INSERT INTO account ({_NAMES}) VALUES ({_PLACES}) "  # noqa: S608 - likewise
    f"ON CONFLICT (email) DO UPDATE SET {_UPDATES}, vanished_at = NULL"
)
_DELETE = "DELETE FROM account WHERE email = ?"
_VANISH = "UPDATE account SET vanished_at = ? WHERE email = ?"
_FORGET = "DELETE FROM account WHERE vanished_at < ?"
_SELECT_MOMENT = "SELECT instant FROM moment WHERE name = ?"
_INSERT_MOMENT = "INSERT OR REPLACE INTO moment (name, instant) VALUES (?, ?)"
_DELETE_MOMENT = "DELETE FROM moment WHERE name = ?"


class AccountsTable:
    """Each method is one transaction and raises sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read(self, labels: Mapping[str, Label]) -> tuple[AccountRecord, ...]:
        rows = self._connection.execute(_SELECT)
        if not labels:
            return tuple(map(from_row, rows))
        return tuple(from_row(row, labels.get(row[0], NO_LABEL)) for row in rows)

    def read_vanished(
        self, labels: Mapping[str, Label]
    ) -> dict[str, tuple[AccountRecord, datetime]]:
        """By email, with the moment since when the service lists them no more."""
        rows = self._connection.execute(_SELECT_VANISHED)
        gone = [
            (from_row(tuple(row), labels.get(row[0], NO_LABEL)), from_microseconds(at))
            for at, *row in rows
        ]
        return {record.email: (record, at) for record, at in gone}

    def read_version(self) -> int:
        """Another number than before when another connection has written since."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def read_last_refresh(self) -> datetime | None:
        return self._read_moment(_LAST_REFRESH)

    def read_empty_since(self) -> datetime | None:
        return self._read_moment(_EMPTY_SINCE)

    def write_empty_since(self, at: datetime) -> None:
        with transaction(self._connection):
            self._connection.execute(_INSERT_MOMENT, (_EMPTY_SINCE, to_microseconds(at)))

    def read_fingerprint_key(self) -> bytes | None:
        row = self._connection.execute("SELECT key FROM fingerprint_key").fetchone()
        return bytes(row[0]) if row else None

    def write(self, rows: Iterable[Row], removed: Iterable[str]) -> None:
        with transaction(self._connection):
            self._connection.executemany(_DELETE, ((email,) for email in removed))
            self._connection.executemany(_INSERT, rows)

    def write_list(
        self, rows: Iterable[Row], vanished: Iterable[str], read_at: datetime, forget: datetime
    ) -> None:
        """What a list of the service changed; those that vanished before `forget` are dropped."""
        at = to_microseconds(read_at)
        with transaction(self._connection):
            self._connection.executemany(_VANISH, ((at, email) for email in vanished))
            self._connection.execute(_FORGET, (to_microseconds(forget),))
            self._connection.executemany(_INSERT, rows)
            self._write_last_refresh(read_at)

    def rewrite(
        self,
        rows: Iterable[Row],
        vanished: Iterable[tuple[AccountRecord, datetime]],
        last_refresh: datetime | None,
    ) -> None:
        """Put these in the place of everything there is."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM account")
            self._connection.executemany(_INSERT, rows)
            for record, at in vanished:
                self._connection.execute(_INSERT, to_row(record))
                self._connection.execute(_VANISH, (to_microseconds(at), record.email))
            if last_refresh:
                self._write_last_refresh(last_refresh)

    def close(self) -> None:
        self._connection.close()

    def _read_moment(self, name: str) -> datetime | None:
        row = self._connection.execute(_SELECT_MOMENT, (name,)).fetchone()
        return from_microseconds(row[0]) if row else None

    def _write_last_refresh(self, at: datetime) -> None:
        self._connection.execute(_INSERT_MOMENT, (_LAST_REFRESH, to_microseconds(at)))
        self._connection.execute(_DELETE_MOMENT, (_EMPTY_SINCE,))
