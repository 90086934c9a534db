"""Removals that wait, so that they can be taken back; a crash leaves them undone.

Whether a request has gone out is marked before it does.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from ltx_desktop.store.database import path_of
from ltx_desktop.store.reasons import unavailable
from ltx_desktop.store.rows import storable_text, to_microseconds
from ltx_desktop.store.transaction import transaction

_SELECT = "SELECT email, was_sent FROM removal ORDER BY at, email"
_INSERT = "INSERT OR REPLACE INTO removal (email, at, was_sent) VALUES (?, ?, 0)"
_MARK = "UPDATE removal SET was_sent = 1 WHERE email = ?"
_DELETE = "DELETE FROM removal WHERE email = ?"

_Rows = list[tuple[str, int]] | list[tuple[str]]


class Removals:
    """Writers raise StoreUnavailable; without a file nothing outlives this run."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection
        self.concealed: frozenset[str] = frozenset()
        """What this run has planned: nobody is shown these accounts."""

    def planned(self) -> Mapping[str, bool]:
        """By email, whether the request has gone out. Raises StoreUnavailable."""
        if not self._connection:
            return {}
        try:
            return {email: bool(sent) for email, sent in self._connection.execute(_SELECT)}
        except sqlite3.Error as error:
            raise unavailable(path_of(self._connection), error) from error

    def plan(self, emails: Iterable[str], at: datetime) -> None:
        emails = [*emails]
        self.concealed |= {*emails}
        self._write(_INSERT, [(storable_text(email), to_microseconds(at)) for email in emails])

    def mark_sent(self, email: str) -> None:
        self._write(_MARK, [(storable_text(email),)])

    def drop(self, emails: Iterable[str]) -> None:
        emails = [*emails]
        self.concealed -= {*emails}
        self._write(_DELETE, [(storable_text(email),) for email in emails])

    def _write(self, statement: str, rows: _Rows) -> None:
        if not self._connection or not rows:
            return
        try:
            with transaction(self._connection):
                self._connection.executemany(statement, rows)
        except sqlite3.Error as error:
            raise unavailable(path_of(self._connection), error) from error
