"""The real window in this process, on the loop of Qt and asyncio."""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import httpx
from bench_profile import TOKEN, records
from harness.journey import User, user_at_window
from harness.paths import paths_in
from harness.waiting import until
from service import accounts

from ltx_desktop.api import bounded_body
from ltx_desktop.api.client import AccountsClient
from ltx_desktop.app.application import Application
from ltx_desktop.app.clock import now
from ltx_desktop.app.event_loop import EventLoop
from ltx_desktop.app.wiring import services
from ltx_desktop.demo.answers import account as answer_of
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.ports import Now
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.database import open_database

T = TypeVar("T")

NOBODY = "http://127.0.0.1:9/v1/ltxstudio"


class Answering(httpx.AsyncBaseTransport):
    """No network: the list of accounts is `body`, and `at` is when it was last received."""

    body = b"{}"
    at = 0.0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not request.url.path.endswith("/accounts"):
            return httpx.Response(404, request=request)
        await asyncio.sleep(0)
        self.at = time.perf_counter()
        return httpx.Response(200, content=self.body, request=request)

    async def open(self, _system: Now, base_url: BaseUrl, token: Secret) -> AccountsClient:
        """In the place of `app.wiring.services`'s."""
        return AccountsClient(base_url, token, transport=self, now=now)


def body_of(count: int, days_later: float = 0) -> bytes:
    """What the service answers for so many accounts, all renewed some days later."""
    told = {}
    for one in accounts(count):
        one.updated += days_later * 86400
        one.refresh_expire += days_later * 86400
        told[one.email] = answer_of(one, (), posted=False)
    return json.dumps(told).encode()


@asynccontextmanager
async def window(count: int, base_url: str | None = None) -> AsyncIterator[tuple[User, Answering]]:
    """One with so many stored accounts, which the service lists as they are, without a network.

    With `base_url` it asks that service over the network instead.
    """
    service = Answering()
    service.body = body_of(count)
    # The table is measured with more accounts than a list may have that the app reads.
    vars(bounded_body).update(MAX_BODY=max(bounded_body.MAX_BODY, len(service.body)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = AccountStore(open_database(paths_in(folder).database, now()).connection)
        store.replace_all(records(count, now()), read_at=now() - timedelta(hours=1))
        store.close()
        if base_url is None:
            vars(services)["_open_client"] = service.open
        async with user_at_window(folder, base_url or NOBODY, TOKEN) as user:
            page = user.window.accounts
            assert page.model.rowCount() == count
            await until(lambda: ran(user), "the first refresh", 120)
            yield user, service


def ran(user: User) -> bool:
    """Whether the refresh of the start is over."""
    return "just now" in user.window._age.text() and user.window.actions_.refresh.isEnabled()


def on_loop(work: Callable[[], Coroutine[object, object, T]]) -> T:
    """Run it on the app's own loop."""
    application = Application(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: EventLoop(application)) as runner:
        return runner.run(work())
