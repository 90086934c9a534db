"""Taking an account off the service; once the request is out, only a new cookie leads back."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from ltx_desktop.api.errors import ApiError, NotFound, may_have_been_applied
from ltx_desktop.domain.changes import Inserted, Removed
from ltx_desktop.domain.history import Entry, Kind
from ltx_desktop.services import journal
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.failures import failure_of
from ltx_desktop.services.history import note
from ltx_desktop.services.outcomes import Failure, RemovedFromService, RemoveOutcome
from ltx_desktop.services.ports import ClientPort, Now, RecordsPort
from ltx_desktop.services.storage import store_or_log, try_to_store
from ltx_desktop.store.errors import StoreUnavailable


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Accounts that were to be removed when the app ended.

    For the `unsure` ones the request had gone out already.
    """

    kept: tuple[str, ...]
    unsure: tuple[str, ...]


Forget = Callable[[str], Awaitable[object]]
"""Removes what else this computer has of an account: the browser profiles of its log-ins."""


class RemoveAccount:
    """A removal may be planned first: nothing is sent then, and it can be taken back.

    What is planned is stored, and whoever starts next finds out that it was not done.
    """

    def __init__(
        self, connection: Connection, store: RecordsPort, now: Now, forget: Forget
    ) -> None:
        self._connection = connection
        self._store = store
        self._now = now
        self._forget = forget

    def plan(self, emails: Sequence[str]) -> None:
        at = self._now()
        store_or_log("a planned removal", lambda: self._store.removals.plan(emails, at))
        self._store.announce(Removed(tuple(emails)))

    def take_back(self, emails: Sequence[str]) -> None:
        """Show the accounts again: they were not removed."""
        shown_again = [one for one in emails if one in self._store.removals.concealed]
        store_or_log("that a removal was taken back", lambda: self._store.removals.drop(emails))
        records = tuple(filter(None, map(self._store.get, shown_again)))
        if records:
            self._store.announce(Inserted(records))

    def left_over(self) -> LeftOver:
        """What an earlier run planned; it is forgotten, so that it is reported once."""
        try:
            planned = self._store.removals.planned()
        except StoreUnavailable:
            planned = {}
        self.take_back([*planned])
        there = [email for email in planned if self._store.get(email)]
        return LeftOver(
            kept=tuple(email for email in there if not planned[email]),
            unsure=tuple(email for email in there if planned[email]),
        )

    async def __call__(self, email: str) -> RemoveOutcome:
        """Remove it now, planned or not."""
        store_or_log("a removal", lambda: self._store.removals.mark_sent(email))
        outcome = await self._remove(email)
        self.take_back([email])
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
