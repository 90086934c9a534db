"""All or nothing, on a connection in autocommit mode (`isolation_level=None`).

One after the other: many records are written on another thread, on the same connection.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

_one_at_a_time = RLock()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Begin for writing, commit at the end, roll back where anything is raised."""
    with _one_at_a_time:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            # SQLite rolls back by itself after some errors, a full disk for one.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
