"""A service that cannot prove who it is gets no request."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from harness.api_client import client_of, cookies
from harness.raw_service import reply

from ltx_desktop.api.errors import Obstacle, Unreachable
from ltx_desktop.domain.base_url import BaseUrl

x509 = pytest.importorskip("cryptography.x509")


async def test_plain_http_behind_https_is_refused() -> None:
    async def speak_http(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(reply(200, "{}"))
        writer.close()

    async with await asyncio.start_server(speak_http, "127.0.0.1", 0) as server:
        await assert_refused(server.sockets[0].getsockname()[1])


@pytest.mark.parametrize("days", [30, -1], ids=["self-signed", "expired"])
async def test_a_certificate_that_nobody_vouches_for_is_refused(days: int, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path, days))
    with listening(context) as (port, requests):
        await assert_refused(port)
    assert requests == []


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
            except OSError:
                if connection_is_the_last.is_set():
                    return

    connection_is_the_last = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        yield port, requests
        connection_is_the_last.set()
        socket.create_connection(("127.0.0.1", port)).close()
        thread.join()


async def assert_refused(port: int) -> None:
    base_url = BaseUrl.parse(f"https://127.0.0.1:{port}/v1/ltxstudio")
    async with client_of(base_url) as client:
        for call in (client.accounts, lambda: client.submit(cookies())):
            with pytest.raises(Unreachable) as caught:
                await call()
            assert caught.value.obstacle is Obstacle.TLS


def certificate(folder: Path, days: int) -> Path:
    """A certificate for 127.0.0.1, signed by itself, with its key, as one PEM file."""
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    end = datetime.now(UTC) + timedelta(days=days)
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(end - timedelta(days=60))
        .not_valid_after(end)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / "service.pem"
    path.write_bytes(
        built.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path
