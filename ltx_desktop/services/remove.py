"""Taking an account off the service; there is no way back but a new cookie."""

from collections.abc import Awaitable, Callable

from ltx_desktop.api.errors import ApiError, NotFound, may_have_been_applied
from ltx_desktop.domain.history import Entry, Kind
from ltx_desktop.services import journal
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.failures import failure_of
from ltx_desktop.services.history import note
from ltx_desktop.services.outcomes import Failure, RemovedFromService, RemoveOutcome
from ltx_desktop.services.ports import ClientPort, Now, RecordsPort
from ltx_desktop.services.storage import try_to_store

Forget = Callable[[str], Awaitable[object]]
"""Removes what else this computer has of an account: the browser profiles of its log-ins."""


class RemoveAccount:
    def __init__(
        self, connection: Connection, store: RecordsPort, now: Now, forget: Forget
    ) -> None:
        self._connection = connection
        self._store = store
        self._now = now
        self._forget = forget

    async def __call__(self, email: str) -> RemoveOutcome:
        outcome = await self._remove(email)
        journal.removed(email, outcome)
        return outcome

    async def _remove(self, email: str) -> RemoveOutcome:
        client = await self._connection.client()
        if isinstance(client, Failure):
            return client
        already_gone = False
        try:
            await client.remove(email)
        except NotFound:
            already_gone = True
        except ApiError as error:
            if not (may_have_been_applied(error) and await _is_gone(client, email)):
                return failure_of(error)
        storage = try_to_store(lambda: self._store.remove([email]))
        await self._forget(email)
        note(self._store, [Entry(email, self._now(), Kind.REMOVED)])
        return RemovedFromService(email, already_gone, storage)


async def _is_gone(client: ClientPort, email: str) -> bool:
    """Whether the list shows that a removal without a clear answer was carried out."""
    try:
        accounts = await client.accounts()
    except ApiError:
        return False
    return bool(accounts) and email not in {account.email for account in accounts}
