"""How the tests of the demo service talk to it: a clock by hand, literal texts, raw sockets."""

import base64
import json
import socket
from dataclasses import dataclass
from typing import Any

from ltx_desktop.demo.server import DemoServer

NOW = 1_756_123_456.789
NOW_MS = 1756123456789
NOW_UTC = "2025-08-25T12:04:16.789Z"
DAY_LATER_MS = 1756209856789
DAY_LATER_UTC = "2025-08-26T12:04:16.789Z"
REFRESH_MS = 1763899456789
REFRESH_UTC = "2025-11-23T12:04:16.789Z"

HOUR = 3_600.0
DAY = 24 * HOUR

TOKEN = "user:12345-canarytoken"
COOKIE = "lt_id=user123; lt_token=canary-access; lt_refresh_token=canary-refresh"
EMAIL = "user123@demo.example"

UNAUTHORIZED = '{"error":"Unauthorized","code":401}'


class HandClock:
    """Seconds since 1970 that pass only when a test says so."""

    now = NOW

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


@dataclass(frozen=True)
class RawAnswer:
    """An answer as its bytes; header names in lower case."""

    status: str
    headers: dict[str, str]
    body: bytes


def exchange(server: DemoServer, sent: bytes) -> bytes:
    """Everything that comes back until the server ends the connection."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(sent)
        received = b""
        while piece := connection.recv(65_536):
            received += piece
    return received


def ask(
    server: DemoServer, line: str, *headers: str, body: bytes = b"", token: str | None = TOKEN
) -> RawAnswer:
    """Send `METHOD target` by hand; nothing is added but what HTTP/1.1 demands."""
    lines = [f"{line} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
    if token is not None:
        lines.append(f"Authorization: Bearer {token}")
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return split(exchange(server, "\r\n".join([*lines, "", ""]).encode() + body))


def split(received: bytes) -> RawAnswer:
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.decode("ascii").split("\r\n")
    pairs = (line.split(": ", 1) for line in lines)
    return RawAnswer(status, {name.lower(): value for name, value in pairs}, body)


def compact(document: Any) -> str:
    """The one text of a document: order of keys and kinds of numbers count."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def jwt(claims: Any) -> str:
    """A token as it looks from outside; its signature is nobody's."""
    head, payload = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
        for part in ({"alg": "none"}, claims)
    )
    return f"{head}.{payload}.canary-signature"


def cookie_of(**cookies: str) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def owned_by(email: str) -> str:
    """A cookie whose token claims this email."""
    return cookie_of(
        lt_id="user123", lt_token=jwt({"email": email}), lt_refresh_token="canary-refresh"
    )
