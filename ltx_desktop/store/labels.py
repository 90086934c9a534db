"""What a person calls the accounts: in memory, mirrored to the database.

An account that is removed and added again is called the same.
"""

import sqlite3
from collections.abc import Mapping

from ltx_desktop.domain.account import NO_LABEL, Label
from ltx_desktop.store.database import path_of
from ltx_desktop.store.reasons import unavailable
from ltx_desktop.store.rows import storable_text
from ltx_desktop.store.transaction import transaction

_SELECT = "SELECT email, name, note FROM label"
_INSERT = "INSERT INTO label (email, name, note) VALUES (?, ?, ?)"
_DELETE = "DELETE FROM label WHERE email = ?"


class Labels:
    """What cannot be written holds for this run."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection
        self._labels: dict[str, Label] = {}

    @property
    def by_email(self) -> Mapping[str, Label]:
        """Those of accounts that are not listed, too."""
        return self._labels

    def of(self, email: str) -> Label:
        return self._labels.get(email, NO_LABEL)

    def read(self) -> None:
        """Take over what the file has by now. Raises sqlite3.Error."""
        if self._connection:
            rows = self._connection.execute(_SELECT)
            self._labels = {email: Label(name, note) for email, name, note in rows}

    def write(self, email: str, label: Label) -> None:
        """`NO_LABEL` removes it. Raises StoreUnavailable."""
        if label == NO_LABEL:
            self._labels.pop(email, None)
        else:
            self._labels[email] = label
        if not self._connection:
            return
        try:
            with transaction(self._connection):
                self._connection.execute(_DELETE, (storable_text(email),))
                if label != NO_LABEL:
                    row = map(storable_text, (email, label.name, label.note))
                    self._connection.execute(_INSERT, tuple(row))
        except sqlite3.Error as error:
            raise unavailable(path_of(self._connection), error) from error
