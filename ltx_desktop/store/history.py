"""What happened to the accounts: a table that only grows, until its entries are too old.

What the entries teach is written to the account's columns in the same transaction: the first
frame reads these, and no history.
"""

import json
import sqlite3
import weakref
from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cached_property
from operator import attrgetter
from pathlib import Path

from ltx_desktop.domain.account import Learned
from ltx_desktop.domain.history import RELATED, Appended, Entry, Kind, Lengths, repeats
from ltx_desktop.domain.lifetimes import learned_from
from ltx_desktop.store.database import path_of
from ltx_desktop.store.migrations import migrate
from ltx_desktop.store.reasons import unavailable
from ltx_desktop.store.rows import (
    LEARNED_COLUMNS,
    from_microseconds,
    instant_of,
    learned_cells,
    microseconds_of,
    storable_text,
    to_microseconds,
)
from ltx_desktop.store.transaction import transaction

_COLUMNS = "email, at, kind, words, ends_before, ends_after, jobs_before, jobs_after, lengths"
_SELECT = f"SELECT {_COLUMNS} FROM history ORDER BY at, id"  # noqa: S608 - our own names
_SELECT_OF = f"SELECT {_COLUMNS} FROM history WHERE email = ? ORDER BY at, id"  # noqa: S608 - likewise
_SELECT_OF_MANY = f"""
    SELECT {_COLUMNS} FROM history WHERE email IN (SELECT value FROM json_each(?)) ORDER BY at, id
"""  # noqa: S608 - likewise
_INSERT = f"INSERT INTO history ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - likewise
_LEARN = (
    f"UPDATE account SET {', '.join(f'{name} = ?' for name in LEARNED_COLUMNS)} WHERE email = ?"  # noqa: S608 - likewise
)
_FORGET = "DELETE FROM history WHERE email = ?"
_PRUNE = """
    DELETE FROM history WHERE at < ? AND id IN (SELECT id FROM history ORDER BY id LIMIT 1000)
"""


class HistoryStore:
    """May be used on any thread. What cannot be written is written with what comes next."""

    def __init__(
        self, connection: sqlite3.Connection | None, kept_for: Callable[[], timedelta]
    ) -> None:
        """None keeps nothing beyond this run; `kept_for` tells how long entries are kept."""
        self._file = connection
        self._waiting: list[Entry] = []
        self._kept_for = kept_for

    def append(self, entries: Iterable[Entry]) -> Appended:
        """Add what the history does not say yet. Raises StoreUnavailable."""
        waiting = [*self._waiting, *entries]
        if not waiting:
            return Appended()
        try:
            with transaction(self._connection):
                news, learned = self._add(waiting)
                if news:
                    oldest = max(one.at for one in news) - self._kept_for()
                    self._connection.execute(_PRUNE, (to_microseconds(oldest),))
        except sqlite3.Error as error:
            self._waiting = waiting
            raise unavailable(self._path, error) from error
        self._waiting = []
        return Appended(news, learned)

    def entries(self, email: str | None = None) -> tuple[Entry, ...]:
        """The entries of one account or of all, the oldest first. Raises StoreUnavailable."""
        statement, values = (_SELECT, ()) if email is None else (_SELECT_OF, (email,))
        try:
            return tuple(self._read(statement, values))
        except sqlite3.Error as error:
            raise unavailable(self._path, error) from error

    def forget(self, email: str) -> None:
        """Remove all entries of an account, and what they taught. Raises StoreUnavailable."""
        self._waiting = [one for one in self._waiting if one.email != email]
        try:
            # What is forgotten is to be gone from the file, too.
            self._connection.execute("PRAGMA secure_delete = ON")
            with transaction(self._connection):
                self._connection.execute(_FORGET, (storable_text(email),))
                self._learn([(email, ())])
        except sqlite3.Error as error:
            raise unavailable(self._path, error) from error

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        if self._file:
            return self._file
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        # Python warns of one that is left open.
        weakref.finalize(self, connection.close)
        migrate(connection)
        return connection

    @property
    def _path(self) -> Path:
        return path_of(self._connection)

    def _add(self, entries: Iterable[Entry]) -> "tuple[tuple[Entry, ...], dict[str, Learned]]":
        """Those of the entries that are news, and what their accounts' histories teach then."""
        known: dict[str, list[Entry]] = {storable_text(one.email): [] for one in entries}
        for one in self._read(_SELECT_OF_MANY, (json.dumps([*known]),)):
            known[one.email].append(one)
        news = []
        for entry in entries:
            history = known[storable_text(entry.email)]
            if _is_news(entry, history):
                news.append(entry)
                insort(history, entry, key=_moment)
        self._connection.executemany(_INSERT, map(_to_row, news))
        changed = {one.email for one in news}
        return tuple(news), self._learn((one, known[storable_text(one)]) for one in changed)

    def _learn(self, histories: Iterable[tuple[str, Iterable[Entry]]]) -> dict[str, Learned]:
        learned = {email: learned_from(entries) for email, entries in histories}
        self._connection.executemany(
            _LEARN,
            ((*learned_cells(one), storable_text(email)) for email, one in learned.items()),
        )
        return learned

    def _read(self, statement: str, values: tuple[str, ...]) -> Iterator[Entry]:
        """Kinds that this version does not know are left out."""
        for row in self._connection.execute(statement, values):
            if row[2] in _KINDS:
                yield _from_row(row)


_KINDS = {kind.value: kind for kind in Kind}

_moment = attrgetter("at")


def _is_news(entry: Entry, history: Sequence[Entry]) -> bool:
    """`history` is the account's, the oldest first."""
    return not any(
        (last := next((one for one in reversed(history) if one.kind in kinds), None))
        and repeats(entry, last)
        for kinds in RELATED.get(entry.kind, ())
    )


def _to_row(entry: Entry) -> tuple[str | int | None, ...]:
    return (
        storable_text(entry.email),
        to_microseconds(entry.at),
        entry.kind.value,
        storable_text(entry.words),
        microseconds_of(entry.ends_before),
        microseconds_of(entry.ends_after),
        entry.jobs_before,
        entry.jobs_after,
        " ".join(map(str, entry.lengths)) if entry.lengths else None,
    )


def _from_row(row: tuple[str, int, str, str, int, int, int, int, str | None]) -> Entry:
    email, at, kind, words, ends_before, ends_after, jobs_before, jobs_after, lengths = row
    return Entry(
        email,
        from_microseconds(at),
        _KINDS[kind],
        words,
        instant_of(ends_before),
        instant_of(ends_after),
        jobs_before,
        jobs_after,
        Lengths(*map(int, lengths.split())) if lengths else None,
    )
