"""Reading all accounts from the service."""

from datetime import datetime

from ltx_desktop.api.errors import ApiError
from ltx_desktop.domain.account import Account, AccountRecord
from ltx_desktop.domain.changes import Change, Removed
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.failures import failure_of, storage_trouble
from ltx_desktop.services.outcomes import Failure, Refreshed, RefreshOutcome
from ltx_desktop.services.ports import Now, RecordsPort


class RefreshAccounts:
    """Makes the store hold what the service lists; keeps what only this machine knows.

    A list that was asked for before a submit or removal of ours took effect is older than what
    the store holds about these accounts, which is kept.
    """

    def __init__(self, connection: Connection, store: RecordsPort, now: Now) -> None:
        self._connection = connection
        self._store = store
        self._now = now

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
        now = self._now()
        newer = {email for change in changes for email in _emails(change)}
        records = [self._record(account, now) for account in accounts if account.email not in newer]
        records += [record for email in sorted(newer) if (record := self._store.get(email))]
        storage = storage_trouble(lambda: self._store.replace_all(records, read_at=now))
        return Refreshed(len(records), storage)

    def _record(self, account: Account, now: datetime) -> AccountRecord:
        known = self._store.get(account.email)
        return AccountRecord(account, now, known.submission if known else None)


def _emails(change: Change) -> tuple[str, ...]:
    if isinstance(change, Removed):
        return change.emails
    return tuple(record.email for record in change.records)
