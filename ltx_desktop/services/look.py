"""Looking at single accounts, which shows their balance and whether their cookies still work."""

import asyncio
from collections.abc import Sequence

from ltx_desktop.api.errors import ApiError
from ltx_desktop.domain.happened import happened
from ltx_desktop.services import journal
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.failures import failure_of
from ltx_desktop.services.history import note, with_learned
from ltx_desktop.services.outcomes import AccountGone, Failure, Looked, LookOutcome
from ltx_desktop.services.ports import ClientPort, Now, RecordsPort
from ltx_desktop.services.storage import store_or_log

_AT_ONCE = 8


class LookAtAccounts:
    """The service asks LTX Studio itself about each of them; eight are asked about at once."""

    def __init__(self, connection: Connection, store: RecordsPort, now: Now) -> None:
        self._connection = connection
        self._store = store
        self._now = now

    async def __call__(self, emails: Sequence[str]) -> LookOutcome:
        outcome = await self._look_at(emails)
        journal.looked(emails, outcome)
        return outcome

    async def _look_at(self, emails: Sequence[str]) -> LookOutcome:
        client = await self._connection.client()
        if isinstance(client, Failure):
            return client
        free = asyncio.Semaphore(_AT_ONCE)

        async def look(email: str) -> Failure | None:
            async with free:
                return await self._look(client, email)

        failures = await asyncio.gather(*map(look, emails))
        gone = tuple(
            email
            for email, failure in zip(emails, failures, strict=True)
            if isinstance(failure, AccountGone)
        )
        others = [one for one in failures if one and not isinstance(one, AccountGone)]
        return Looked(len(emails) - len(gone) - len(others), gone, others[0] if others else None)

    async def _look(self, client: ClientPort, email: str) -> Failure | None:
        before = self._store.get(email)
        try:
            account = await client.account(email)
        except ApiError as error:
            return failure_of(error)
        known = self._store.get(email)
        if known is not None and known is before:
            # What came in meanwhile, from a submit say, is newer.
            record = known.read_again(account, self._now())
            records = with_learned([record], note(self._store, happened(known, record)))
            store_or_log(email, lambda: self._store.put(records))
        return None
