"""An `AccountsClient` for tests: it notes its pauses instead of making them."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

import httpx
from harness.raw_service import RawService

from ltx_desktop.api.client import AccountsClient
from ltx_desktop.api.repeats import Repeats
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.cookies import SessionCookies
from ltx_desktop.domain.secret import Secret

T = TypeVar("T")

TOKEN = "user:12345-canaryapitoken"
LT_ID = "canary-user-id"
LT_TOKEN = "eyJ.canary-access-token.sig="
LT_REFRESH_TOKEN = "canary-refresh-token"
CANARIES = (TOKEN, LT_ID, LT_TOKEN, LT_REFRESH_TOKEN, "canary")
COOKIE = f"lt_id={LT_ID}; lt_token={LT_TOKEN}; lt_refresh_token={LT_REFRESH_TOKEN}"
TIMEOUT = 10.0
"""Seconds for a whole call."""

NOW = datetime(2025, 8, 25, 12, 0, tzinfo=UTC)


def cookies() -> SessionCookies:
    return SessionCookies(Secret(LT_ID), Secret(LT_TOKEN), Secret(LT_REFRESH_TOKEN))


class Pauses(list[float]):
    """The pauses that were asked for, in seconds; the random factor is always 1."""

    async def sleep(self, seconds: float) -> None:
        self.append(seconds)

    def repeats(self, **changes: Any) -> Repeats:
        return Repeats(**{"random": lambda: 1.0, "sleep": self.sleep, **changes})


@asynccontextmanager
async def client_of(
    service: RawService | BaseUrl, *, pauses: Pauses | None = None, token: str = TOKEN, **more: Any
) -> AsyncIterator[AccountsClient]:
    base_url = service.base_url if isinstance(service, RawService) else service
    options = {
        "repeats": (Pauses() if pauses is None else pauses).repeats(),
        "timeout": TIMEOUT,
        "now": lambda: NOW,
    }
    client = AccountsClient(base_url, Secret(token), **{**options, **more})
    try:
        yield client
    finally:
        await client.aclose()


async def given_up(service: RawService, call: Coroutine[Any, Any, T]) -> T:
    """What becomes of a call whose time is over as soon as the service has got its request."""
    loop = asyncio.get_running_loop()
    task = loop.create_task(call)
    await service.arrived.wait()
    clock, loop.slow_callback_duration = loop.time, 2 * TIMEOUT
    loop.time = lambda: clock() + TIMEOUT  # type: ignore[method-assign]
    return await task


class OneAnswer(httpx.AsyncBaseTransport):
    """No network at all: whatever is asked, this is the answer."""

    status = 200
    body = b""
    content_type = "application/json"

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        headers = {"Content-Type": self.content_type}
        return httpx.Response(self.status, headers=headers, content=self.body, request=request)
