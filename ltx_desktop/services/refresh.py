"""Reading all accounts from the service."""

from collections.abc import Callable
from datetime import datetime

from ltx_desktop.api.errors import ApiError
from ltx_desktop.domain.account import Account, AccountRecord
from ltx_desktop.domain.changes import Change
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.failures import failure_of, storage_trouble
from ltx_desktop.services.outcomes import Failure, Refreshed, RefreshOutcome
from ltx_desktop.services.ports import ClientPort, Now, RecordsPort

_READS = 3
"""How often the list is read when accounts keep changing under it."""


class RefreshAccounts:
    """Makes the store hold what the service lists; keeps what only this machine knows.

    A list that was asked for before a submit or removal of ours took effect is older than what
    the store holds, and is read again instead of being believed.
    """

    def __init__(self, connection: Connection, store: RecordsPort, now: Now) -> None:
        self._connection = connection
        self._store = store
        self._now = now

    async def __call__(self) -> RefreshOutcome:
        client = await self._connection.client()
        if isinstance(client, Failure):
            return client
        try:
            accounts = await self._read(client)
        except ApiError as error:
            return failure_of(error)
        now = self._now()
        records = [self._record(account, now) for account in accounts]
        storage = storage_trouble(lambda: self._store.replace_all(records, read_at=now))
        return Refreshed(len(records), storage)

    async def _read(self, client: ClientPort) -> tuple[Account, ...]:
        accounts: tuple[Account, ...] = ()
        for _ in range(_READS):
            changes: list[Change] = []
            unsubscribe: Callable[[], None] = self._store.subscribe(changes.append)
            try:
                accounts = await client.accounts()
            finally:
                unsubscribe()
            if not changes:
                break
        return accounts

    def _record(self, account: Account, now: datetime) -> AccountRecord:
        known = self._store.get(account.email)
        return AccountRecord(account, now, known.submission if known else None)
