"""In front of the API: who may come in, what is recorded, and the faults of load and status."""

import asyncio
import hmac
import json
import socket
import struct
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ltx_desktop.demo import answers, login
from ltx_desktop.demo.clock import Clock, iso
from ltx_desktop.demo.faults import Fault, FaultBoard

MOST_BODY = 1024 * 1024
TRANSPORT = "ltx_demo.transport"
"""Where the server puts a connection's transport into the scope, so that it can be cut."""

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_HTML = "text/html; charset=utf-8"


@dataclass
class Answer:
    """An answer as a whole, so that it can be held back, dropped or cut."""

    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: bytes = b""

    @classmethod
    def json(cls, body: Any, status: int, **headers: str) -> "Answer":
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        return cls.of(text, status, content_type="application/json", **headers)

    @classmethod
    def of(cls, body: bytes, status: int, **headers: str) -> "Answer":
        """`headers` by their names with underscores."""
        pairs = {**headers, "content_length": str(len(body))}
        return cls(
            status,
            tuple(
                (name.replace("_", "-").encode(), value.encode()) for name, value in pairs.items()
            ),
            body,
        )


class Gate:
    """ASGI middleware. `requests` are method and path of everything that came in."""

    def __init__(self, inner: ASGIApp, token: str, faults: FaultBoard, clock: Clock) -> None:
        self._inner = inner
        self._expected = f"Bearer {token}".encode()
        self._faults = faults
        self._clock = clock
        self.requests: list[tuple[str, str]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = dict(scope["headers"])
        # A browser that logs in has no API token, and may know the page by its real host.
        is_login = scope["path"] == login.PATH
        host = headers.get(b"host", b"")
        if not _is_loopback(host) and not (is_login and host == login.HOST.encode()):
            await _send(Answer.json(answers.error("Misdirected Request", 421), 421), send)
            return
        if len(scope["path"]) > 1 and scope["raw_path"].endswith(b"/"):
            scope["path"] = scope["path"].removesuffix("/")
        is_control = scope["path"].startswith("/demo/")
        if not is_control:
            self.requests.append((scope["method"], scope["raw_path"].decode("ascii", "replace")))
        faults = {}
        if is_login or not is_control:
            faults = self._faults.take(scope["method"], at_login=is_login)
        scope.setdefault("state", {})["faults"] = faults
        for name in {"delay", "login-slow"} & faults.keys():
            await asyncio.sleep(faults[name].seconds)
        if "reset" in faults:
            await _cut(scope, receive, at_once=True)
            return
        canned = self._canned(faults)
        if canned is not None:
            answer = canned
        elif not is_login and not self._is_expected(headers.get(b"authorization", b"")):
            answer = Answer.json(answers.UNAUTHORIZED, 401)
        else:
            answer = await self._ask(scope, receive)
        ahead = faults["clock-ahead"].seconds if "clock-ahead" in faults else 0
        date = formatdate(self._clock() + ahead, usegmt=True).encode()
        answer.headers = (*answer.headers, (b"date", date))
        await _deliver(answer, faults, scope, receive, send)

    def _is_expected(self, authorization: bytes) -> bool:
        return hmac.compare_digest(authorization, self._expected)

    async def _ask(self, scope: Scope, receive: Receive) -> Answer:
        answer = Answer()

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = tuple(message["headers"])
            elif message["type"] == "http.response.body":
                answer.body += message.get("body", b"")

        await self._inner(scope, _bounded(receive), keep)
        return answer

    def _canned(self, faults: Mapping[str, Fault]) -> Answer | None:
        name = next((name for name in faults if name in _CANNED), None)
        return None if name is None else _CANNED[name](faults[name], self._clock())


async def _deliver(
    answer: Answer, faults: Mapping[str, Fault], scope: Scope, receive: Receive, send: Send
) -> None:
    if "late-answer" in faults:
        await asyncio.sleep(faults["late-answer"].seconds)
    if "lost-answer" in faults:
        await _cut(scope, receive, at_once=True)
    elif "cut-body" in faults:
        await _start(answer, send)
        half = answer.body[: len(answer.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        await _cut(scope, receive, at_once=False)
    else:
        await _send(answer, send)


async def _send(answer: Answer, send: Send) -> None:
    await _start(answer, send)
    await send({"type": "http.response.body", "body": answer.body})


async def _start(answer: Answer, send: Send) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [*answer.headers, (b"cache-control", b"no-store")],
        }
    )


async def _cut(scope: Scope, receive: Receive, *, at_once: bool) -> None:
    """End the connection, with a reset or after what was sent, and wait until it is gone."""
    transport: asyncio.Transport = scope[TRANSPORT]
    if at_once:
        # Without this the system says goodbye properly.
        linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        transport.abort()
    else:
        transport.close()
    while (await receive())["type"] != "http.disconnect":
        pass


def _bounded(receive: Receive) -> Receive:
    """Refuses a body of more than `MOST_BODY` bytes."""
    size = 0

    async def bounded() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MOST_BODY:
            raise HTTPException(413, "Payload Too Large")
        return message

    return bounded


def _is_loopback(host: bytes) -> bool:
    name, colon, port = host.decode("latin-1").rpartition(":")
    return (name if colon and port.isdecimal() else host.decode("latin-1")) in _LOOPBACK


def _too_many(fault: Fault, now: float) -> Answer:
    until = iso(now + fault.seconds)
    body = answers.error("Too many requests", 429) | {"retryAfter": until}
    if fault.name == "429-body":
        return Answer.json(body, 429)
    if fault.name == "429-date":
        return Answer.json(body, 429, retry_after=formatdate(now + fault.seconds, usegmt=True))
    return Answer.json(body, 429, retry_after=f"{fault.seconds:.0f}")


def _html(status: int, title: str) -> Callable[[Fault, float], Answer]:
    page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{title}</body></html>"
    return lambda _fault, _now: Answer.of(page.encode(), status, content_type=_HTML)


def _fixed(body: Any, status: int) -> Callable[[Fault, float], Answer]:
    return lambda _fault, _now: Answer.json(body, status)


_CANNED: dict[str, Callable[[Fault, float], Answer]] = {
    "400": _fixed(
        answers.error("Missing required cookie fields: lt_token | lt_refresh_token", 400), 400
    ),
    "401": _fixed(answers.UNAUTHORIZED, 401),
    "402": _fixed(answers.SUBSCRIPTION_REQUIRED, 402),
    "429": _too_many,
    "429-date": _too_many,
    "429-body": _too_many,
    "500": _fixed(answers.error("Internal Server Error", 500), 500),
    "502": _html(502, "502 Bad Gateway"),
    "522": _html(522, "522: Connection timed out"),
    "596": _fixed(answers.error("Account in error state: refresh token rejected", 596), 596),
    "410": _fixed(answers.error("LTX Studio API is retired", 410), 410),
    "retired": _html(404, "404 Not Found"),
    "html": _html(200, "Sign in to this network"),
    "empty": lambda _fault, _now: Answer.of(b"", 200),
    "redirect": lambda fault, _now: Answer.of(b"", 302, location=fault.value),
    "error-object": _fixed(
        {"error": {"code": 400, "message": "Bad request", "status": "INVALID_ARGUMENT"}}, 400
    ),
}
