"""A service that cannot prove who it is gets no request."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from harness.api_client import client_of, cookies
from harness.raw_service import reply

from ltx_desktop.api.errors import Obstacle, Unreachable
from ltx_desktop.domain.base_url import BaseUrl

HOST = "127.0.0.1"
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """The only one that this system trusts, through the variable that OpenSSL reads."""
    authority = trustme.CA()
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return authority


def good(authority: trustme.CA) -> ssl.SSLContext:
    return context_of(authority.issue_cert(HOST))


def expired(authority: trustme.CA) -> ssl.SSLContext:
    return context_of(authority.issue_cert(HOST, not_after=YESTERDAY))


def wrong_host(authority: trustme.CA) -> ssl.SSLContext:
    return context_of(authority.issue_cert("somebody-else.example"))


def unknown_authority(_authority: trustme.CA) -> ssl.SSLContext:
    return context_of(trustme.CA().issue_cert(HOST))


def self_signed(_authority: trustme.CA) -> ssl.SSLContext:
    own = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with own.cert_pem.tempfile() as certificate, own.private_key_pem.tempfile() as key:
        context.load_cert_chain(certificate, key)
    return context


def old_protocol(authority: trustme.CA) -> ssl.SSLContext:
    context = good(authority)
    context.set_ciphers("DEFAULT@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.minimum_version = ssl.TLSVersion.TLSv1_1
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context


def context_of(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


async def test_a_certificate_that_the_system_trusts_will_do(authority: trustme.CA) -> None:
    with listening(good(authority)) as (port, requests):
        async with client_of(BaseUrl.parse(f"https://{HOST}:{port}/v1")) as client:
            assert await client.accounts() == ()
    assert len(requests) == 1


@pytest.mark.parametrize(
    "service", [expired, wrong_host, unknown_authority, self_signed, old_protocol]
)
async def test_n11_a_service_that_proves_nothing_gets_no_request(
    authority: trustme.CA, service: Callable[[trustme.CA], ssl.SSLContext]
) -> None:
    with listening(service(authority)) as (port, requests):
        await assert_refused(port)
    assert requests == []


async def test_n11_plain_http_behind_https_is_refused() -> None:
    async def speak_http(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(reply(200, "{}"))
        writer.close()

    async with await asyncio.start_server(speak_http, HOST, 0) as server:
        await assert_refused(server.sockets[0].getsockname()[1])


@contextmanager
def listening(context: ssl.SSLContext) -> Iterator[tuple[int, list[bytes]]]:
    """A TLS server in a thread: asyncio's would log each handshake that the client gives up."""
    requests: list[bytes] = []

    def serve(listener: socket.socket) -> None:
        while True:
            connection = listener.accept()[0]
            try:
                with connection, context.wrap_socket(connection, server_side=True) as tls:
                    requests.append(tls.recv(65_536))
                    tls.sendall(reply(200, "{}"))
            except OSError:
                if connection_is_the_last.is_set():
                    return

    connection_is_the_last = threading.Event()
    with socket.create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        try:
            yield port, requests
        finally:
            connection_is_the_last.set()
            socket.create_connection((HOST, port)).close()
            thread.join()


async def assert_refused(port: int) -> None:
    base_url = BaseUrl.parse(f"https://{HOST}:{port}/v1/ltxstudio")
    async with client_of(base_url) as client:
        for call in (client.accounts, lambda: client.submit(cookies())):
            with pytest.raises(Unreachable) as caught:
                await call()
            assert caught.value.obstacle is Obstacle.TLS
