"""A server that records the literal bytes it gets and answers with the literal bytes it is told.

It knows nothing of the service's rules, so it cannot share a mistake of the client about them.
"""

import asyncio
import json
import os
import socket
import struct
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ltx_desktop.domain.base_url import BaseUrl


@dataclass(frozen=True)
class Request:
    """One request as it came over the wire; header names in lower case."""

    raw: bytes

    @property
    def head(self) -> str:
        return self.raw.split(b"\r\n\r\n", 1)[0].decode("latin-1")

    @property
    def body(self) -> bytes:
        return self.raw.split(b"\r\n\r\n", 1)[1]

    @property
    def method(self) -> str:
        return self.head.split(" ", 1)[0]

    @property
    def target(self) -> str:
        return self.head.split(" ")[1]

    @property
    def headers(self) -> dict[str, str]:
        lines = (line.split(": ", 1) for line in self.head.split("\r\n")[1:])
        return {name.lower(): value for name, value in lines}


Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Reply = bytes | Behaviour


def reply(status: int, body: bytes | str = b"", *headers: str, reason: str = "Odd") -> bytes:
    """A whole answer; `headers` are lines."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} {reason}", *headers, f"Content-Length: {len(content)}"]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1") + content


def json_reply(status: int, document: Any, *headers: str) -> bytes:
    return reply(status, json.dumps(document), "Content-Type: application/json", *headers)


async def silence(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Never answers; ends when the client gives up."""
    await reader.read()


async def reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Breaks the connection off with a RST."""
    raw_socket = writer.get_extra_info("socket")
    raw_socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def then_silence(start: bytes) -> Behaviour:
    """Sends a beginning and nothing more."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await writer.drain()
        await reader.read()

    return behave


def endless(start: bytes, chunk: bytes) -> Behaviour:
    """Sends a beginning and then the same again until the client has had enough."""

    async def behave(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(chunk)
            await writer.drain()
            # Without a turn of the loop a drip of single bytes would starve the client.
            await asyncio.sleep(0)

    return behave


@dataclass
class RawService:
    """`async with RawService(first, second)`: the last answer is given again and again."""

    replies: list[Reply]
    requests: list[Request] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    port: int = 0

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.requests = []
        self.arrived = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> BaseUrl:
        return BaseUrl.parse(f"{self.origin}/v1/ltxstudio")

    @property
    def asked(self) -> list[str]:
        """`GET /v1/…` of every request so far."""
        return [f"{request.method} {request.target}" for request in self.requests]

    async def __aenter__(self) -> Self:
        # Tests make and read bodies of megabytes: no news for asyncio's debug mode.
        asyncio.get_running_loop().slow_callback_duration = 10
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # A socket accepted a moment ago has yet to become a connection, on an open server.
        asyncio.get_running_loop().remove_reader(self._server.sockets[0].fileno())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            self.requests.append(await _read_request(reader))
            self.arrived.set()
            answer = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                await answer(reader, writer)
        writer.close()
        with suppress(ConnectionError, asyncio.CancelledError):
            await writer.wait_closed()


def connections_to(port: int) -> int:
    """How many sockets of this process are connected to a port; Linux only."""
    count = 0
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(OSError), socket.socket(fileno=os.dup(int(descriptor.name))) as one:
            count += one.getpeername()[1:2] == (port,)
    return count


async def _read_request(reader: asyncio.StreamReader) -> Request:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(Request(head).headers.get("content-length", "0"))
    return Request(head + await reader.readexactly(length))
