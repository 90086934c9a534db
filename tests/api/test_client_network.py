"""Connections that break, hang, lie or flood."""

import asyncio
import gzip
import socket
import tracemalloc
import zlib
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from harness.api_client import TOKEN, Pauses, client_of, cookies, given_up
from harness.platforms import linux_only
from harness.raw_service import (
    Behaviour,
    RawService,
    Reply,
    connections_to,
    endless,
    json_reply,
    reply,
    reset,
    silence,
    then_silence,
)

from ltx_desktop.api.bounded_body import MAX_BODY
from ltx_desktop.api.errors import (
    ApiError,
    BrokenAnswer,
    CutOff,
    Obstacle,
    ServerError,
    TimedOut,
    Unauthorized,
    Unreachable,
)
from ltx_desktop.domain.account import Account
from ltx_desktop.domain.base_url import BaseUrl

ONE_TRY: dict[str, Any] = {"repeats": Pauses().repeats(tries=1)}
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
UNBOUNDED = HEAD + b"Connection: close\r\n\r\n"


@pytest.mark.parametrize(
    "answer", [reset, b"", b"HTTP/1.1 200 OK\r\nContent-Le", b"HTTP/1.1 100 \r\n\r\n"]
)
async def test_a_connection_that_ends_before_an_answer_is_broken_off(answer: Reply) -> None:
    async with RawService(answer) as service, client_of(service, **ONE_TRY) as client:
        for call in (client.accounts, lambda: client.submit(cookies())):
            with pytest.raises(Unreachable) as caught:
                await call()
            assert caught.value.obstacle is Obstacle.BROKEN_OFF


@pytest.mark.parametrize(
    "answer",
    [
        HEAD + b"Content-Length: 100\r\n\r\n{",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\n",
    ],
)
async def test_an_answer_that_ends_in_its_middle_is_cut_off(answer: bytes) -> None:
    async with RawService(answer) as service, client_of(service, **ONE_TRY) as client:
        for call in (client.accounts, lambda: client.submit(cookies())):
            with pytest.raises(CutOff):
                await call()


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"\x15\x03\x01\x00\x02\x02\x46\r\n\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n: \r\n\r\n",
    ],
)
async def test_what_is_no_http_is_a_broken_answer(answer: bytes) -> None:
    async with RawService(answer) as service, client_of(service) as client:
        with pytest.raises(BrokenAnswer):
            await client.accounts()
    assert len(service.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        silence,
        then_silence(b"HTTP/1.1 200 "),
        then_silence(HEAD + b"Content-Length: 100\r\n\r\n{"),
        endless(b"HTTP/1.1 200 OK\r\nX-Drip: ", b"x"),
        endless(HEAD + b"Content-Length: 9999999\r\n\r\n", b" "),
    ],
    ids=["silence", "half a status", "half a body", "header drip", "body drip"],
)
@pytest.mark.parametrize("call", ["accounts", "submit"])
async def test_n9_a_call_ends_in_time_whatever_the_service_does(
    answer: Behaviour, call: str
) -> None:
    async with RawService(answer) as service, client_of(service) as client:
        calling = client.accounts() if call == "accounts" else client.submit(cookies())
        with pytest.raises((TimedOut, BrokenAnswer)):
            await given_up(service, calling)
    assert len(service.requests) == 1


async def test_the_time_of_a_call_includes_its_pauses() -> None:
    repeats = Pauses().repeats(sleep=asyncio.sleep, first_pause=60.0, longest_pause=60.0)
    async with (
        RawService(reply(500)) as service,
        client_of(service, repeats=repeats, timeout=0.1) as client,
    ):
        with pytest.raises(TimedOut):
            await client.accounts()


@pytest.mark.parametrize("answer", [silence, then_silence(HEAD + b"Content-Length: 9\r\n\r\n{")])
@pytest.mark.parametrize("call", ["accounts", "submit"])
async def test_n9_cancelling_ends_a_request_at_once(answer: Behaviour, call: str) -> None:
    async with RawService(answer) as service, client_of(service) as client:
        task: asyncio.Task[object] = asyncio.ensure_future(
            client.accounts() if call == "accounts" else client.submit(cookies())
        )
        await service.arrived.wait()
        task.cancel()
        async with asyncio.timeout(1):
            with pytest.raises(asyncio.CancelledError):
                await task
    assert len(service.requests) == 1


async def test_closing_the_client_ends_its_requests_with_an_error_of_ours() -> None:
    async with RawService(silence) as service, client_of(service) as client:
        task = asyncio.ensure_future(client.submit(cookies()))
        await service.arrived.wait()
        await client.aclose()
        async with asyncio.timeout(1):
            with pytest.raises(Unreachable):
                await task


@pytest.mark.parametrize(
    "answer",
    [
        endless(UNBOUNDED, b" " * 65_536),
        endless(HEAD + b"Content-Length: 1073741824\r\n\r\n", b" " * 65_536),
        endless(UNBOUNDED + b'{"a@x": {"error": "', b"x" * 65_536),
        # Packed blocks with nothing in them.
        endless(
            HEAD + b"Content-Encoding: deflate\r\nConnection: close\r\n\r\n\x78\x01",
            b"\x00\x00\x00\xff\xff" * 13_107,
        ),
    ],
)
async def test_n8_a_body_without_end_is_given_up(answer: Behaviour) -> None:
    async with RawService(answer) as service, client_of(service) as client:
        with pytest.raises(BrokenAnswer):
            await client.accounts()
    assert len(service.requests) == 1


@pytest.fixture(params=["gzip", "deflate"])
def bomb(request: pytest.FixtureRequest) -> bytes:
    """An answer of 64 KiB that holds 64 MiB of well made JSON: an empty list."""
    packer = zlib.compressobj(9, wbits=zlib.MAX_WBITS | (16 if request.param == "gzip" else 0))
    blanks = b" " * (1024 * 1024)
    packed = [packer.compress(blanks) for _ in range(4 * MAX_BODY // len(blanks))]
    body = b"".join([*packed, packer.compress(b"{}"), packer.flush()])
    return reply(200, body, f"Content-Encoding: {request.param}")


async def test_n8_a_bomb_is_not_unpacked(bomb: bytes) -> None:
    async with RawService(bomb) as service, client_of(service) as client:
        tracemalloc.start()
        try:
            with pytest.raises(BrokenAnswer):
                await client.accounts()
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 3.5 * MAX_BODY


@linux_only("it counts its sockets in /proc")
@pytest.mark.parametrize(
    "answer",
    [
        endless(UNBOUNDED, b" " * 65_536),
        endless(b"HTTP/1.1 500 \r\nConnection: close\r\n\r\n", b"x" * 65_536),
        reply(200, "{}", "Content-Encoding: gzip"),
        reply(500, "{}", "Content-Encoding: gzip"),
        then_silence(HEAD + b"Content-Length: 100\r\n\r\n{"),
    ],
    ids=["endless", "endless refusal", "not packed", "refusal not packed", "half"],
)
async def test_no_connection_is_left_from_an_answer_that_is_given_up(answer: Reply) -> None:
    async with RawService(answer) as service, client_of(service, timeout=0.3) as client:
        for _ in range(3):
            with pytest.raises(ApiError):
                await client.accounts()
        assert connections_to(service.port) == 0


async def test_a_packed_body_is_unpacked() -> None:
    body = gzip.compress(b'{"a@x": {"maxJobs": 5}}')
    for answer in (
        reply(200, body, "Content-Encoding: gzip"),
        reply(200, zlib.compress(gzip.decompress(body)), "Content-Encoding: Deflate"),
        reply(200, gzip.decompress(body), "Content-Encoding: identity"),
    ):
        async with RawService(answer) as service, client_of(service) as client:
            assert await client.accounts() == (Account("a@x", max_jobs=5),)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "nonsense"])
async def test_a_body_packed_otherwise_than_said_is_a_broken_answer(encoding: str) -> None:
    answer = reply(200, '{"a@x": {}}', f"Content-Encoding: {encoding}")
    async with RawService(answer) as service, client_of(service) as client:
        with pytest.raises(BrokenAnswer):
            await client.accounts()


async def test_a_status_counts_though_its_body_cannot_be_read() -> None:
    answers: list[tuple[Reply, type[Exception]]] = [
        (b"HTTP/1.1 401 \r\nContent-Length: 100\r\n\r\n{", Unauthorized),
        (reply(500, "x", "Content-Encoding: gzip"), ServerError),
        (endless(b"HTTP/1.1 502 \r\nConnection: close\r\n\r\n", b"x" * 65_536), ServerError),
    ]
    for answer, expected in answers:
        async with RawService(answer) as service, client_of(service) as client:
            with pytest.raises(expected):
                await client.submit(cookies())


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("call", ["accounts", "submit", "remove", "subscription"])
async def test_n12_a_redirect_is_not_followed(status: int, call: str) -> None:
    async with RawService(json_reply(200, {"email": "a@x"})) as other:
        answer = reply(status, "", f"Location: {other.origin}/v1/ltxstudio/accounts")
        async with RawService(answer) as service, client_of(service) as client:
            calls: dict[str, Callable[[], Awaitable[object]]] = {
                "accounts": client.accounts,
                "submit": lambda: client.submit(cookies()),
                "remove": lambda: client.remove("a@x"),
                "subscription": client.subscription,
            }
            with pytest.raises(BrokenAnswer) as caught:
                await calls[call]()
        assert len(service.requests) == 1
        assert other.requests == []
        assert str(caught.value) == f"HTTP {status}"


async def test_n9_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        base_url = BaseUrl.parse(f"http://127.0.0.1:{unused.getsockname()[1]}")
        async with client_of(base_url) as client:
            with pytest.raises(Unreachable) as caught:
                await client.submit(cookies())
    assert caught.value.obstacle is Obstacle.REFUSED


@pytest.mark.parametrize(
    "address",
    ["https://nowhere.invalid/v1", "https://a..b/", f"https://{'x' * 64}.example", "https://-/"],
)
async def test_n10_a_name_that_nobody_has(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    without_proxies(monkeypatch)

    def unknown(*_arguments: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    async with client_of(BaseUrl.parse(address), **ONE_TRY) as client:
        with pytest.raises(Unreachable) as caught:
            await client.accounts()
    assert caught.value.obstacle is Obstacle.NAME


def without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


async def test_a_loopback_service_is_never_asked_through_a_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_proxies(monkeypatch)
    async with RawService(reply(200, "{}")) as proxy, RawService(reply(200, "{}")) as service:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.origin)
        async with client_of(service) as client:
            await client.accounts()
        assert len(service.requests) == 1
        assert proxy.requests == []


@pytest.mark.parametrize("answer", [reply(407), reply(403), reply(502, "<html>")])
async def test_n10_a_proxy_that_refuses_sees_no_token(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_proxies(monkeypatch)
    async with RawService(answer) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.origin)
        base_url = BaseUrl.parse("https://service.example/v1/ltxstudio")
        async with client_of(base_url) as client:
            with pytest.raises(Unreachable) as caught:
                await client.accounts()
    assert caught.value.obstacle is Obstacle.PROXY
    assert proxy.asked == ["CONNECT service.example:443"]
    assert TOKEN.encode() not in proxy.requests[0].raw


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALL_PROXY", "socks5://127.0.0.1:1"),
        ("ALL_PROXY", "socks4://127.0.0.1:1"),
        ("HTTPS_PROXY", "nonsense://x"),
        ("HTTPS_PROXY", "http://[::1"),
        ("HTTPS_PROXY", "http://user:canary@127.0.0.1:99999999"),
        ("HTTPS_PROXY", "http://"),
        ("NO_PROXY", "http://[::1"),
        ("NO_PROXY", "[::1]:80,*.x,,::"),
        ("NO_PROXY", "a b,ü,\x7f"),
    ],
)
async def test_n10_odd_proxy_settings_are_unreachable_at_worst(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_proxies(monkeypatch)
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv(name, value)
    with pytest.raises(Unreachable) as caught:
        async with client_of(BaseUrl.parse("https://service.example"), **ONE_TRY) as client:
            await client.accounts()
    assert "canary" not in repr(caught.value)
    assert caught.value.__context__ is None
