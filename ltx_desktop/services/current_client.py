"""A client that goes on with the token that the keyring has by now, when the old one is refused."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from ltx_desktop.api.errors import Unauthorized
from ltx_desktop.domain.account import Account, Capacity
from ltx_desktop.domain.cookies import SessionCookies
from ltx_desktop.domain.subscription import Subscription
from ltx_desktop.services.ports import ClientPort

T = TypeVar("T")

Renew = Callable[[ClientPort], Awaitable[ClientPort | None]]
"""Given a client whose token was refused, one with another token; None where there is none."""


class CurrentClient:
    """A refused request changed nothing at the service: it may be sent again, a submit too."""

    def __init__(self, client: ClientPort, renew: Renew) -> None:
        self._client = client
        self._renew = renew

    @property
    def clock_skew(self) -> timedelta | None:
        return self._client.clock_skew

    async def accounts(self) -> tuple[Account, ...]:
        return await self._ask(lambda client: client.accounts())

    async def account(self, email: str) -> Account:
        return await self._ask(lambda client: client.account(email))

    async def capacity(self) -> tuple[Capacity, ...]:
        return await self._ask(lambda client: client.capacity())

    async def submit(self, cookies: SessionCookies, max_jobs: int) -> Account:
        return await self._ask(lambda client: client.submit(cookies, max_jobs))

    async def remove(self, email: str) -> None:
        await self._ask(lambda client: client.remove(email))

    async def subscription(self) -> Subscription:
        return await self._ask(lambda client: client.subscription())

    async def aclose(self) -> None:
        await self._client.aclose()

    async def _ask(self, ask: Callable[[ClientPort], Awaitable[T]]) -> T:
        try:
            return await ask(self._client)
        except Unauthorized:
            renewed = await self._renew(self._client)
            if renewed is None:
                raise
        self._client = renewed
        return await ask(renewed)
