"""How many accounts a subscription allows; not every service that speaks the contract tells."""

from ltx_desktop.api.errors import ApiError
from ltx_desktop.domain.draft import Draft
from ltx_desktop.domain.subscription import Slots
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.outcomes import Failure
from ltx_desktop.services.ports import ClientPort, RecordsPort


class CountSlots:
    """None where nobody tells."""

    def __init__(self, connection: Connection, records: RecordsPort) -> None:
        self._connection = connection
        self._records = records

    async def __call__(self) -> Slots | None:
        """Counts the accounts as they are stored."""
        client = await self._connection.client()
        if isinstance(client, Failure):
            return None
        allowed = await _allowed(client)
        return None if allowed is None else Slots(allowed, len(self._records.records()))


async def full_slots(client: ClientPort, draft: Draft, records: RecordsPort) -> Slots | None:
    """The slots, where a draft would add an account for which there surely is none free."""
    email = draft.owner.email
    if draft.owner.record or email is None or not records.records():
        return None
    allowed = await _allowed(client)
    if allowed is None or len(records.records()) < allowed:
        return None
    try:
        listed = {account.email.casefold() for account in await client.accounts()}
    except ApiError:
        return None
    slots = Slots(allowed, len(listed))
    return slots if slots.is_full and email.casefold() not in listed else None


async def _allowed(client: ClientPort) -> int | None:
    try:
        return (await client.subscription()).max_accounts
    except ApiError:
        return None
