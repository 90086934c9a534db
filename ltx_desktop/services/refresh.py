"""Reading all accounts from the service."""

from dataclasses import replace
from datetime import datetime

from ltx_desktop.api.errors import ApiError
from ltx_desktop.domain.account import Account, AccountRecord, Capacity
from ltx_desktop.domain.changes import Change, Removed
from ltx_desktop.services.clock import Clock
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.failures import failure_of
from ltx_desktop.services.outcomes import Failure, Refreshed, RefreshOutcome
from ltx_desktop.services.ports import ClientPort, RecordsPort
from ltx_desktop.services.storage import storage_trouble


class RefreshAccounts:
    """Makes the store hold what the service lists; keeps what only this machine knows.

    A list that was asked for before a submit or removal of ours took effect is older than what
    the store holds about these accounts, which is kept.
    """

    def __init__(self, connection: Connection, store: RecordsPort, clock: Clock) -> None:
        self._connection = connection
        self._store = store
        self._clock = clock

    async def __call__(self) -> RefreshOutcome:
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
        # What cannot be read now cannot be written below either, and is told there.
        storage_trouble(self._store.catch_up)
        skew = self._clock.learn(client.clock_skew)
        now = self._clock()
        newer = {email for change in changes for email in _emails(change)}
        records = [self._record(account, now) for account in accounts if account.email not in newer]
        records += [record for email in sorted(newer) if (record := self._store.get(email))]
        storage = storage_trouble(lambda: self._store.replace_all(records, read_at=now))
        return Refreshed(len(records), await _capacities(client), skew, storage)

    def _record(self, account: Account, now: datetime) -> AccountRecord:
        known = self._store.get(account.email)
        if known is None:
            return AccountRecord(account, now)
        if account.balance is None and known.account.balance is not None:
            # A list has no balances; the last one seen is better than none.
            account = replace(account, balance=known.account.balance)
        return AccountRecord(account, now, known.submission)


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
