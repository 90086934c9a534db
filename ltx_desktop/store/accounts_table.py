"""The SQL about accounts: read all, write some, write all."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.store.rows import COLUMNS, Row, from_microseconds, from_row, to_microseconds
from ltx_desktop.store.transaction import transaction

_LAST_REFRESH = "last-refresh"

_NAMES = ", ".join(COLUMNS)
_PLACES = ", ".join("?" for _ in COLUMNS)
_SELECT = f"SELECT {_NAMES} FROM account"  # noqa: S608 - our own names
_INSERT = f"INSERT OR REPLACE INTO account ({_NAMES}) VALUES ({_PLACES})"  # noqa: S608 - likewise
_DELETE = "DELETE FROM account WHERE email = ?"
_SELECT_MOMENT = "SELECT instant FROM moment WHERE name = ?"
_INSERT_MOMENT = "INSERT OR REPLACE INTO moment (name, instant) VALUES (?, ?)"


class AccountsTable:
    """Each method is one transaction and raises sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read(self) -> tuple[AccountRecord, ...]:
        return tuple(map(from_row, self._connection.execute(_SELECT)))

    def read_version(self) -> int:
        """Another number than before when another connection has written since."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def read_last_refresh(self) -> datetime | None:
        row = self._connection.execute(_SELECT_MOMENT, (_LAST_REFRESH,)).fetchone()
        return from_microseconds(row[0]) if row else None

    def read_fingerprint_key(self) -> bytes | None:
        row = self._connection.execute("SELECT key FROM fingerprint_key").fetchone()
        return bytes(row[0]) if row else None

    def write(
        self, rows: Iterable[Row], removed: Iterable[str], last_refresh: datetime | None
    ) -> None:
        with transaction(self._connection):
            self._connection.executemany(_DELETE, ((email,) for email in removed))
            self._insert(rows, last_refresh)

    def rewrite(self, rows: Iterable[Row], last_refresh: datetime | None) -> None:
        """Put these in the place of everything there is."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM account")
            self._insert(rows, last_refresh)

    def close(self) -> None:
        self._connection.close()

    def _insert(self, rows: Iterable[Row], last_refresh: datetime | None) -> None:
        self._connection.executemany(_INSERT, rows)
        if last_refresh:
            moment = (_LAST_REFRESH, to_microseconds(last_refresh))
            self._connection.execute(_INSERT_MOMENT, moment)
