"""Sessions that were sent, and may have been used: in the database, else in memory.

A session is known by the fingerprint of its refresh token. A mark is written before the request
goes out, so that a second click, a restart and another process find it.
"""

import sqlite3
from datetime import datetime, timedelta

from ltx_desktop.store.database import path_of
from ltx_desktop.store.reasons import unavailable
from ltx_desktop.store.rows import from_microseconds, to_microseconds
from ltx_desktop.store.transaction import transaction

KEPT_FOR = timedelta(days=120)
"""Longer than any session lives."""

_SELECT = "SELECT at FROM sent WHERE session = ?"
_INSERT = "INSERT OR IGNORE INTO sent (session, at) VALUES (?, ?)"
_REPLACE = "INSERT OR REPLACE INTO sent (session, at) VALUES (?, ?)"
_DELETE = "DELETE FROM sent WHERE session = ?"
_FORGET = "DELETE FROM sent WHERE at < ?"


class SentLog:
    """What cannot be written holds for this run."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection
        self._sent: dict[str, datetime] = {}

    def sent_at(self, session: str) -> datetime | None:
        """When a session was last sent; None where it was not, or surely was not used."""
        if self._connection:
            try:
                row = self._connection.execute(_SELECT, (session,)).fetchone()
            except sqlite3.Error:
                row = None
            if row:
                return from_microseconds(row[0])
        return self._sent.get(session)

    def claim(self, session: str, at: datetime) -> datetime | None:
        """Mark a session as sent; where it is marked already, when that was, and nothing changes.

        Only one of several processes succeeds. StoreUnavailable: the mark is in memory alone.
        """
        if earlier := self.sent_at(session):
            return earlier
        if not self._connection:
            self._sent[session] = at
            return None
        try:
            with transaction(self._connection):
                self._connection.execute(_FORGET, (to_microseconds(at - KEPT_FOR),))
                row = self._connection.execute(_SELECT, (session,)).fetchone()
                self._connection.execute(_INSERT, (session, to_microseconds(at)))
        except sqlite3.Error as error:
            self._sent[session] = at
            raise unavailable(path_of(self._connection), error) from error
        return from_microseconds(row[0]) if row else None

    def claim_again(self, session: str, at: datetime) -> None:
        """Mark it as sent once more. StoreUnavailable: the mark is in memory alone."""
        self._sent[session] = at
        self._write(_REPLACE, (session, to_microseconds(at)))
        if self._connection:
            del self._sent[session]

    def clear(self, session: str) -> None:
        """It was not used after all. Raises StoreUnavailable."""
        self._sent.pop(session, None)
        self._write(_DELETE, (session,))

    def _write(self, statement: str, values: tuple[str | int, ...]) -> None:
        if not self._connection:
            return
        try:
            with transaction(self._connection):
                self._connection.execute(statement, values)
        except sqlite3.Error as error:
            raise unavailable(path_of(self._connection), error) from error
