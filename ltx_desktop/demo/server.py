"""The demo service in a thread of its own, on 127.0.0.1 only."""

import asyncio
import logging
import os
import secrets
import socket
import string
import threading
import time
from asyncio import BaseTransport
from collections.abc import Iterable, MutableMapping
from concurrent.futures import Future
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from ltx_desktop.demo import login
from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.api import BASE, AccountsApi
from ltx_desktop.demo.clock import Clock
from ltx_desktop.demo.faults import Fault, FaultBoard
from ltx_desktop.demo.gate import TRANSPORT, Gate
from ltx_desktop.demo.seed import demo_accounts

HOST = "127.0.0.1"
_WAITING_CONNECTIONS = 128

_TURNS_TO_CONNECT = 4
"""Turns of asyncio's loop between accepting a socket and telling the protocol, and one more."""


class DemoServer:
    """Serves from `start()` to `stop()`, or inside a `with` block.

    `accounts` None are the five of `seed`, `token` None is a random one. `port` 0 is any free
    one; OSError where a given one is taken. `clock` gives seconds since 1970.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str | None = None,
        accounts: Iterable[DemoAccount] | None = None,
        faults: Iterable[Fault] = (),
        clock: Clock = time.time,
    ) -> None:
        held = demo_accounts(clock()) if accounts is None else accounts
        self.token = token or random_token()
        self.faults = FaultBoard(faults)
        self._api = AccountsApi({one.email: one for one in held}, self.token, self.faults, clock)
        self._gate = Gate(self._api.application(), self.token, self.faults, clock)
        self._wanted_port = port
        self._socket: socket.socket | None = None
        self._server: _PromptServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        if self._socket is None:
            raise RuntimeError("the demo service is not running")
        port: int = self._socket.getsockname()[1]
        return port

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self.port}{BASE}"

    @property
    def login_page(self) -> str:
        """Where a browser logs in."""
        return f"http://{HOST}:{self.port}{login.PATH}"

    @property
    def log_ins(self) -> list[login.LoggedIn]:
        """Each log-in so far."""
        return [*self._api.login.log_ins]

    @property
    def accounts(self) -> MutableMapping[str, DemoAccount]:
        """What is held, by email; a test may look at it and change it."""
        return self._api.accounts

    @property
    def requests(self) -> list[tuple[str, str]]:
        """Method and path of each request so far, as they stood on the wire."""
        return [*self._gate.requests]

    def start(self) -> None:
        """Listen; connections are taken from here on."""
        # The protocol by name: without it asyncio sets no TCP_NODELAY, and answers take 40 ms.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if os.name == "posix":
                # Elsewhere it would let two programs share a port.
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((HOST, self._wanted_port))
            listening.listen(_WAITING_CONNECTIONS)
        except OSError:
            listening.close()
            raise
        # Its errors are the faults that were asked for.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        self._server = _PromptServer(
            uvicorn.Config(
                self._gate,
                http=_CuttableProtocol,
                loop="asyncio",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                date_header=False,
                timeout_graceful_shutdown=0,
            )
        )
        self._socket = listening
        self._thread = threading.Thread(
            target=self._server.run, args=([listening],), name="demo service", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Cut what is under way and end the thread; well too where nothing runs."""
        if self._server and self._thread and self._socket:
            self._server.exit.set_result(None)
            self._thread.join()
            self._socket.close()
        self._server = self._thread = self._socket = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def random_token() -> str:
    """`user:<digits>-<letters>`, as the service's tokens look."""
    letters = "".join(secrets.choice(string.ascii_lowercase) for _ in range(9))
    return f"user:{secrets.randbelow(90_000) + 10_000}-{letters}"


class _PromptServer(uvicorn.Server):
    """Ends at once, where uvicorn takes two tenths of a second; so many servers end in tests.

    `exit` may be set from any thread.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.exit: Future[None] = Future()

    async def main_loop(self) -> None:
        await asyncio.wrap_future(self.exit)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # What was accepted a moment ago has yet to become a connection, which it cannot on a
        # server that is closed: asyncio would leave its socket open.
        for listening in (one for server in self.servers for one in server.sockets):
            with suppress(NotImplementedError):  # Windows' loop
                asyncio.get_running_loop().remove_reader(listening)
        for _turn in range(_TURNS_TO_CONNECT):
            await asyncio.sleep(0)
        for server in self.servers:
            server.close()
        for one in sockets or ():
            one.close()
        tasks = [*self.server_state.tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        while connections := [*self.server_state.connections]:
            for connection in connections:
                connection.transport.abort()
            await asyncio.sleep(0)


class _CuttableProtocol(H11Protocol):
    """Lets the gate reach a request's connection, which ASGI itself hides."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        inner: ASGIApp = self.app

        async def with_transport(scope: Scope, receive: Receive, send: Send) -> None:
            transport: BaseTransport = self.transport
            await inner({**scope, TRANSPORT: transport}, receive, send)

        self.app = with_transport
