"""Reading all accounts from the service."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ltx_desktop.api.errors import ApiError
from ltx_desktop.domain.account import Account, AccountRecord, Capacity
from ltx_desktop.domain.changes import Change, Removed
from ltx_desktop.domain.happened import happened
from ltx_desktop.domain.history import Appended, Entry, Kind
from ltx_desktop.domain.lifetimes import died_early_by
from ltx_desktop.services import journal
from ltx_desktop.services.clock import Clock
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.failures import failure_of
from ltx_desktop.services.history import note, with_learned
from ltx_desktop.services.outcomes import Failure, Refreshed, RefreshOutcome
from ltx_desktop.services.ports import ClientPort, RecordsPort
from ltx_desktop.services.storage import try_to_store
from ltx_desktop.store.errors import StoreUnavailable

if TYPE_CHECKING:
    from ltx_desktop.store.difference import Comparison
    from ltx_desktop.store.errors import Reason

EMPTY_AFTER = timedelta(minutes=1)
"""So long the service has to list nothing before that is believed."""

_MANY = 500
"""From this many accounts on, comparing them would hold up the window."""


class RefreshAccounts:
    """Makes the store hold what the service lists; keeps what only this machine knows.

    A list that was asked for before a submit or removal of ours took effect is older than what
    the store holds about these accounts, which is kept.
    """

    def __init__(
        self,
        connection: Connection,
        store: RecordsPort,
        clock: Clock,
        foresee: Callable[[Collection[AccountRecord]], None] = lambda _records: None,
    ) -> None:
        """`foresee` is told, on another thread, what many records will be stored."""
        self._connection = connection
        self._store = store
        self._clock = clock
        self._foresee = foresee
        self._listed_by: ClientPort | None = None
        self._last: RefreshOutcome | None = None

    async def __call__(self) -> RefreshOutcome:
        outcome = await self._refresh()
        journal.refreshed(outcome, self._last)
        self._last = outcome
        return outcome

    async def _refresh(self) -> RefreshOutcome:
        client = await self._connection.client()
        if isinstance(client, Failure):
            return client
        changes: list[Change] = []
        unsubscribe = self._store.subscribe(changes.append)
        try:
            accounts = await client.accounts()
        except ApiError as error:
            return failure_of(error)
        finally:
            unsubscribe()
        try:
            self._store.catch_up()
        except StoreUnavailable as error:
            journal.not_read("what other processes changed", error.reason)
        skew = self._clock.learn(client.clock_skew, accounts)
        now = self._clock()
        newer = {email for change in changes for email in _emails(change)}
        is_other_service = self._listed_by not in {None, client}
        if not (accounts or is_other_service or self._may_be_empty(newer)):
            count = len(self._store.records())
            return Refreshed(count, clock_skew=skew, is_emptied=True)
        self._listed_by = client
        storage, noted = await self._replace(accounts, newer, now)
        early = tuple(one for one in noted.entries if died_early_by(one))
        count = len(self._store.records())
        return Refreshed(count, await _capacities(client), skew, storage, died_early=early)

    def _may_be_empty(self, newer: AbstractSet[str]) -> bool:
        """An empty list makes the app forget accounts: a gateway may have answered for once."""
        if {record.email for record in self._store.records()} <= newer:
            return True
        now = self._clock.system()
        return now - self._store.empty_since(now) >= EMPTY_AFTER

    async def _replace(
        self, accounts: Sequence[Account], newer: AbstractSet[str], now: datetime
    ) -> "tuple[Reason | None, Appended]":
        """Many are compared, judged and written in a thread: the loop goes on.

        They are shown first then, and what their histories teach follows.
        """
        if len(accounts) < _MANY:
            records = self._records(accounts, newer, now)
            noted = note(self._store, self._known().news(records, newer, now))
            records = with_learned(records, noted)
            return try_to_store(lambda: self._store.replace_all(records, read_at=now)), noted

        known = self._known()

        def prepare() -> "tuple[Comparison, list[AccountRecord]]":
            records = self._records(accounts, newer, now)
            self._foresee(records)
            return self._store.compare(records), records

        def write() -> "tuple[Reason | None, Appended]":
            # In this order a crash between the two loses nothing that happened.
            noted = note(self._store, known.news(records, newer, now))
            return try_to_store(self._store.catch_file_up), noted

        changes: list[Change] = []
        unsubscribe = self._store.subscribe(changes.append)
        try:
            compared, records = await asyncio.to_thread(prepare)
        finally:
            unsubscribe()
        late = {email for change in changes for email in _emails(change)}
        if late:
            compared = self._store.compare(self._records(accounts, newer | late, now))
        self._store.take_over(compared, read_at=now)
        storage, noted = await asyncio.to_thread(write)
        await self._learn(noted, now)
        return storage, noted

    async def _learn(self, noted: Appended, now: datetime) -> None:
        """Store what was learned with whatever the accounts are by then."""
        if not noted.learned:
            return
        known = self._store.records()

        def prepare() -> "Comparison":
            records = with_learned(known, noted)
            self._foresee(records)
            return self._store.compare(records)

        changes: list[Change] = []
        unsubscribe = self._store.subscribe(changes.append)
        try:
            compared = await asyncio.to_thread(prepare)
        finally:
            unsubscribe()
        if changes:
            compared = self._store.compare(with_learned(self._store.records(), noted))
        self._store.take_over(compared, read_at=now)
        await asyncio.to_thread(try_to_store, self._store.catch_file_up)

    def _records(
        self, accounts: Sequence[Account], newer: AbstractSet[str], now: datetime
    ) -> list[AccountRecord]:
        if newer:
            accounts = [account for account in accounts if account.email not in newer]
        gone = {record.email: record for record in self._store.vanished()}
        records = [self._record(account, gone, now) for account in accounts]
        return records + [record for email in sorted(newer) if (record := self._store.get(email))]

    def _record(
        self, account: Account, gone: Mapping[str, AccountRecord], now: datetime
    ) -> AccountRecord:
        known = self._store.get(account.email) or gone.get(account.email)
        if known is None:
            return AccountRecord(account, now, label=self._store.labels.of(account.email))
        if account.balance is None and known.account.balance is not None:
            # A list has no balances; the last one seen is better than none.
            account = replace(account, balance=known.account.balance)
        return known.read_again(account, now)

    def _known(self) -> "_Known":
        gone = {record.email: record for record in self._store.vanished()}
        return _Known({record.email: record for record in self._store.records()}, gone)


class _Known(NamedTuple):
    """The accounts of before, by email."""

    records: Mapping[str, AccountRecord]
    vanished: Mapping[str, AccountRecord]

    def news(
        self, records: Sequence[AccountRecord], newer: AbstractSet[str], now: datetime
    ) -> list[Entry]:
        """What a list shows, compared with what is known."""
        entries: list[Entry] = []
        for record in records:
            email = record.email
            if known := self.records.get(email):
                entries += happened(known, record)
            elif gone := self.vanished.get(email):
                entries.append(Entry(email, now, Kind.CAME_BACK))
                entries += happened(gone, record)
        shown = newer | {record.email for record in records}
        entries += [
            Entry(email, now, Kind.VANISHED) for email in self.records if email not in shown
        ]
        return entries


async def _capacities(client: ClientPort) -> tuple[Capacity, ...]:
    """How busy the accounts are, where the service tells; the list is worth having without."""
    try:
        return await client.capacity()
    except ApiError:
        return ()


def _emails(change: Change) -> tuple[str, ...]:
    if isinstance(change, Removed):
        return change.emails
    return tuple(record.email for record in change.records)
