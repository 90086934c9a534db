"""The accounts that this machine knows: in memory, mirrored to the database, watched."""

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import RLock
from typing import Self

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.changes import Change, Reset
from ltx_desktop.domain.fingerprint import Fingerprints
from ltx_desktop.store.accounts_table import AccountsTable
from ltx_desktop.store.backup import back_up
from ltx_desktop.store.beside import TablesBeside
from ltx_desktop.store.database import path_of
from ltx_desktop.store.difference import Comparison, news_in
from ltx_desktop.store.errors import StoreUnavailable
from ltx_desktop.store.observers import Observers
from ltx_desktop.store.reasons import unavailable
from ltx_desktop.store.rows import to_microseconds, to_row

VANISHED_KEPT_FOR = timedelta(days=30)
"""What only this machine knows of an account outlives the service's forgetting it so long."""

RESET_ABOVE = 500
"""More differences than this in a full refresh are announced as one Reset."""


class AccountStore(TablesBeside):
    """One record for each email. Used on one thread only, but for what says otherwise.

    A change takes effect in memory, then in the file, then is announced. Where the file cannot
    be written, memory keeps the change, observers are told, and StoreUnavailable is raised at
    the end; the next call that changes anything, or puts nothing, writes everything again.

    Announced are Removed, Replaced, Inserted, in this order, each at most once in a call and
    only for real differences. A record of which only `seen` is newer is in Replaced with the
    others. When observers hear of it the store is in its final state already. What they raise
    comes out of the call that made the change (see `Observers`).
    """

    def __init__(self, connection: sqlite3.Connection | None, *, only_read: bool = False) -> None:
        """Read everything; None keeps nothing beyond this run. Raises StoreUnavailable.

        What could only be read may lack what a journal holds, and replaces no backup.
        """
        super().__init__(connection, only_read=only_read)
        self._table = AccountsTable(connection) if connection else None
        self._path = path_of(connection) if connection else Path()
        self._behind = False
        self._unwritten: Comparison | None = None
        self._writing = RLock()
        self._version = 0
        self._records: dict[str, AccountRecord] = {}
        self._in_order: tuple[AccountRecord, ...] | None = None
        self._vanished: dict[str, tuple[AccountRecord, datetime]] = {}
        self._last_refresh: datetime | None = None
        self._empty_since: datetime | None = None
        self._observers: Observers[Change] = Observers()
        self._fingerprint_key = os.urandom(32)
        if self._table:
            self._read(self._table)

    @classmethod
    def in_memory(cls) -> Self:
        """A store for this run only, for where no file can be opened."""
        return cls(None)

    @property
    def saved(self) -> bool:
        """Whether the file holds what memory holds; never so for a store in memory."""
        return self._table is not None and not self._behind

    @property
    def last_refresh(self) -> datetime | None:
        """When the whole list was last read from the service; changes are not announced."""
        return self._last_refresh

    @property
    def fingerprints(self) -> Fingerprints:
        """Of cookies, with the key that is kept beside the records."""
        return Fingerprints(self._fingerprint_key)

    def announce(self, change: Change) -> None:
        """Announce what concerns accounts and is no change of the records."""
        self._observers.announce([change])

    def records(self) -> tuple[AccountRecord, ...]:
        """All records, by email; the very same tuple as long as nothing has changed."""
        if self._in_order is None:
            self._in_order = tuple(map(self._records.__getitem__, sorted(self._records)))
        return self._in_order

    def get(self, email: str) -> AccountRecord | None:
        return self._records.get(email)

    def vanished(self) -> tuple[AccountRecord, ...]:
        """What the service listed until at most `VANISHED_KEPT_FOR` ago, and nobody removed."""
        return tuple(record for record, _at in self._vanished.values())

    def empty_since(self, at: datetime) -> datetime:
        """Since when the service has listed nothing, though there are records: `at` if not before.

        A list with something in it ends that.
        """
        if self._empty_since is None or self._empty_since > at:
            self._empty_since = at
            if self._table:
                # What cannot be written holds for this run.
                with suppress(sqlite3.Error):
                    self._table.write_empty_since(at)
        return self._empty_since

    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Tell `callback` of every change from now on; call the result to end that."""
        return self._observers.add(callback)

    def put(self, records: Iterable[AccountRecord]) -> None:
        """Add records or replace those of the same email. Raises StoreUnavailable."""
        self._change(_by_email(records), ())

    def remove(self, emails: Iterable[str]) -> None:
        """Forget accounts for good; unknown ones are ignored. Raises StoreUnavailable."""
        self._change({}, [*emails])

    def compare(self, records: Iterable[AccountRecord]) -> Comparison:
        """What `replace_all` would change; may be called on any thread."""
        known, put = self._records, _by_email(records)
        return Comparison.of(known, put, known.keys() - put.keys())

    def replace_all(
        self, records: Iterable[AccountRecord], *, read_at: datetime | None = None
    ) -> None:
        """Make these the only records, in one transaction. Raises StoreUnavailable.

        `read_at` becomes `last_refresh`. Above `RESET_ABOVE` differences, those of `seen` alone
        not counted, one Reset is announced in the place of all others.
        """
        comparison = self.compare(records).with_rows()
        self._remember(comparison, read_at)
        failure = self._keep(comparison, read_at)
        self._announce_replacing(comparison)
        if failure:
            raise failure

    def take_over(self, comparison: Comparison, *, read_at: datetime) -> None:
        """As `replace_all`, in memory alone: the file is behind until `catch_file_up`.

        With records of before in the comparison, it is made again.
        """
        if comparison.known is not self._records:
            comparison = self.compare(comparison.put.values())
        with self._writing:
            self._unwritten = None if self._behind else comparison
            self._behind = True
        self._remember(comparison, read_at)
        self._announce_replacing(comparison)

    def catch_file_up(self) -> None:
        """Write what `take_over` did not; may be called on any thread. Raises StoreUnavailable."""
        with self._writing:
            failure = self._keep(self._unwritten, self._last_refresh) if self._behind else None
        if failure:
            raise failure

    def catch_up(self) -> None:
        """Take over what another process did since: a command beside the open window.

        It takes newer submissions, labels and what was learned; the rest is read from the
        service. Raises StoreUnavailable.
        """
        if not self._table or self._behind:
            return
        try:
            version = self._table.read_version()
            if version == self._version:
                return
            self.labels.read()
            kept = self._table.read(self.labels.by_email)
        except sqlite3.Error as error:
            raise unavailable(self._path, error) from error
        self._version = version
        known = self._records.get
        self.put(news for one in kept if (news := news_in(one, known(one.email))))

    def back_up(self) -> None:
        """Copy the file, if it holds what memory holds. Raises StoreUnavailable."""
        if self._connection and self.saved and not self._only_read:
            back_up(self._connection, self._path)

    def close(self) -> None:
        """Close the file; what changes from now on stays in memory."""
        with self._writing:
            if self._table:
                self._table.close()
                self._table = None

    def _read(self, table: AccountsTable) -> None:
        try:
            self._version = table.read_version()
            self.labels.read()
            labels = self.labels.by_email
            self._records = {record.email: record for record in table.read(labels)}
            self._vanished = table.read_vanished(labels)
            self._last_refresh = table.read_last_refresh()
            self._empty_since = table.read_empty_since()
            self._fingerprint_key = table.read_fingerprint_key() or self._fingerprint_key
        except sqlite3.Error as error:
            raise unavailable(self._path, error) from error

    def _change(self, put: Mapping[str, AccountRecord], remove: Sequence[str]) -> None:
        comparison = Comparison.of(self._records, put, remove).with_rows()
        vanished = {email for email in (*put, *remove) if email in self._vanished}
        # Another thread may be going through those of before.
        self._vanished = {
            email: gone for email, gone in self._vanished.items() if email not in vanished
        }
        self._remember(comparison)
        failure = self._keep(comparison) or self._drop(vanished - put.keys())
        self._observers.announce(comparison.difference.changes())
        if failure:
            raise failure

    def _drop(self, vanished: Collection[str]) -> StoreUnavailable | None:
        if self._table and vanished:
            try:
                self._table.write((), vanished)
            except sqlite3.Error as error:
                self._behind, self._unwritten = True, None
                return unavailable(self._path, error)
        return None

    def _remember(self, comparison: Comparison, read_at: datetime | None = None) -> None:
        removed = comparison.difference.removed
        if read_at:
            to_microseconds(read_at)
            self._last_refresh, self._empty_since = read_at, None
            gone = {email: (self._records[email], read_at) for email in removed}
            forget = read_at - VANISHED_KEPT_FOR
            self._vanished = {
                email: (record, at)
                for email, (record, at) in (self._vanished | gone).items()
                if at >= forget and email not in comparison.put
            }
        # Another thread may be comparing with those of before.
        records = {**self._records, **comparison.put}
        for email in removed:
            del records[email]
        self._records, self._in_order = records, None

    def _announce_replacing(self, comparison: Comparison) -> None:
        difference = comparison.difference
        reset = (Reset(self.records()),)
        self._observers.announce(
            reset if difference.telling > RESET_ABOVE else difference.changes()
        )

    def _keep(
        self, comparison: Comparison | None, read_at: datetime | None = None
    ) -> StoreUnavailable | None:
        """Write a change, or everything where the file is behind by more than that."""
        with self._writing:
            table = self._table
            is_all = self._behind and (comparison is None or comparison is not self._unwritten)
            if not table or not (is_all or read_at or (comparison and comparison.difference)):
                return None
            try:
                if is_all or comparison is None:
                    rows = map(to_row, self._records.values())
                    table.rewrite(rows, self._vanished.values(), self._last_refresh)
                elif read_at is None:
                    table.write(comparison.rows, comparison.difference.removed)
                else:
                    forget = read_at - VANISHED_KEPT_FOR
                    gone = comparison.difference.removed
                    table.write_list(comparison.rows, gone, read_at, forget)
            except sqlite3.Error as error:
                self._behind, self._unwritten = True, None
                return unavailable(self._path, error)
            self._behind, self._unwritten = False, None
            return None


def _by_email(records: Iterable[AccountRecord]) -> dict[str, AccountRecord]:
    return {record.email: record for record in records}
