"""Of which accounts a person was reminded: in memory, mirrored to the database."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import timedelta

from ltx_desktop.domain.reminders import Reminded
from ltx_desktop.store.database import path_of
from ltx_desktop.store.reasons import unavailable
from ltx_desktop.store.rows import (
    from_microseconds,
    instant_of,
    microseconds_of,
    storable_text,
    to_microseconds,
)
from ltx_desktop.store.transaction import transaction

_SELECT = "SELECT email, of_error, before_microseconds, refresh_expiry, at, again_at FROM reminder"
_DELETE = "DELETE FROM reminder WHERE email = ? AND of_error = ?"
_INSERT = "INSERT OR REPLACE INTO reminder VALUES (?, ?, ?, ?, ?, ?)"
_MICROSECOND = timedelta(microseconds=1)


class ReminderLog:
    """What cannot be written holds for this run: nobody is told twice by a window that is open."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        """Read everything; None keeps nothing beyond this run. Raises StoreUnavailable."""
        self._connection = connection
        self._told: dict[tuple[str, bool], Reminded] = {}
        if connection:
            try:
                self._told = {one.key: one for one in map(_from_row, connection.execute(_SELECT))}
            except sqlite3.Error as error:
                raise unavailable(path_of(connection), error) from error

    @property
    def told(self) -> Mapping[tuple[str, bool], Reminded]:
        """By `Reminded.key`."""
        return self._told

    def write(self, reminded: Iterable[Reminded], forget: Iterable[tuple[str, bool]] = ()) -> None:
        """Add or replace some, and drop others. Raises StoreUnavailable."""
        rows, keys = [*reminded], [*forget]
        for key in keys:
            self._told.pop(key, None)
        self._told.update({one.key: one for one in rows})
        if not self._connection or not (rows or keys):
            return
        try:
            with transaction(self._connection):
                self._connection.executemany(
                    _DELETE, ((storable_text(email), of_error) for email, of_error in keys)
                )
                self._connection.executemany(_INSERT, map(_to_row, rows))
        except sqlite3.Error as error:
            raise unavailable(path_of(self._connection), error) from error


def _to_row(one: Reminded) -> tuple[str | int | None, ...]:
    return (
        storable_text(one.email),
        one.before is None,
        (one.before or timedelta(0)) // _MICROSECOND,
        microseconds_of(one.refresh),
        to_microseconds(one.at),
        microseconds_of(one.again_at),
    )


def _from_row(row: tuple[str, int, int, int | None, int, int | None]) -> Reminded:
    email, of_error, before, refresh, at, again_at = row
    return Reminded(
        email,
        None if of_error else before * _MICROSECOND,
        instant_of(refresh),
        from_microseconds(at),
        instant_of(again_at),
    )
