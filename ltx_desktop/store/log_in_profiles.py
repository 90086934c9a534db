"""Which account has which browser profile: an id of a folder per account and browser.

The folders themselves are `browsers.profiles`'. What is not in this table belongs to nobody, and is
cleaned away; so it is asked anew each time, since another process may have written it.
"""

import sqlite3
from collections.abc import Iterable

from ltx_desktop.store.database import path_of
from ltx_desktop.store.errors import StoreUnavailable
from ltx_desktop.store.reasons import unavailable
from ltx_desktop.store.rows import storable_text
from ltx_desktop.store.transaction import transaction

_SELECT = "SELECT email, browser, id FROM log_in_profile"
_INSERT = "INSERT OR REPLACE INTO log_in_profile (email, browser, id) VALUES (?, ?, ?)"
_DELETE = "DELETE FROM log_in_profile WHERE id = ?"


class LogInProfiles:
    """What cannot be written holds for this run. `is_kept`: whether the file has all of them."""

    def __init__(self, connection: sqlite3.Connection | None, *, only_read: bool = False) -> None:
        self.is_kept = connection is not None and not only_read
        self._connection = connection
        self._unwritten: dict[tuple[str, str], str] = {}

    def find(self, email: str, browser: str) -> str | None:
        return self._all().get((storable_text(email), browser))

    def of(self, email: str) -> frozenset[str]:
        """Those of an account, in all browsers."""
        wanted = storable_text(email)
        return frozenset(one for (owner, _), one in self._all().items() if owner == wanted)

    def ids(self) -> frozenset[str]:
        return frozenset(self._all().values())

    def emails(self) -> frozenset[str]:
        return frozenset(email for email, _ in self._all())

    def bind(self, profile: str, email: str, browser: str) -> None:
        """Give a profile to an account; one that it had in this browser belongs to nobody then.

        Raises StoreUnavailable.
        """
        key = (storable_text(email), browser)
        self._unwritten = {one: held for one, held in self._unwritten.items() if held != profile}
        self._unwritten[key] = profile
        self._write([(_DELETE, (profile,)), (_INSERT, (*key, profile))])
        if self._connection:
            del self._unwritten[key]

    def release(self, profiles: Iterable[str]) -> None:
        """They belong to nobody from now on. Raises StoreUnavailable."""
        gone = {*profiles}
        self._unwritten = {one: held for one, held in self._unwritten.items() if held not in gone}
        self._write([(_DELETE, (one,)) for one in sorted(gone)])

    def _all(self) -> dict[tuple[str, str], str]:
        """Raises StoreUnavailable."""
        if not self._connection:
            return self._unwritten
        try:
            rows = self._connection.execute(_SELECT).fetchall()
        except sqlite3.Error as error:
            raise unavailable(path_of(self._connection), error) from error
        return {(email, browser): profile for email, browser, profile in rows} | self._unwritten

    def _write(self, statements: list[tuple[str, tuple[str, ...]]]) -> None:
        if not self._connection:
            return
        try:
            with transaction(self._connection):
                for statement, values in statements:
                    self._connection.execute(statement, values)
        except sqlite3.Error as error:
            failure: StoreUnavailable = unavailable(path_of(self._connection), error)
            raise failure from error
