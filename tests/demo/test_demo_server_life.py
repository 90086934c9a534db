"""Starting and stopping, the port, what is recorded, and where the service can be reached from."""

import errno
import logging
import re
import socket
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest
from demo.wire import COOKIE, TOKEN, HandClock, ask, compact, cookie_of, jwt
from harness.platforms import linux_only
from harness.waiting import hold_until

import ltx_desktop.demo
from ltx_desktop.demo.faults import Fault, read_fault
from ltx_desktop.demo.server import DemoServer, random_token

PROMPT = 3.0


def request(path: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", f"Authorization: Bearer {TOKEN}", "", ""]
    return "\r\n".join(lines).encode()


def server(**more: object) -> DemoServer:
    return DemoServer(**{"token": TOKEN, "accounts": [], **more})  # type: ignore[arg-type]


def demo_threads() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name == "demo service"]


@linux_only("elsewhere 127.0.0.2 may be no address of this machine")
def test_it_listens_on_loopback_only() -> None:
    with server() as running:
        assert running._socket is not None
        assert running._socket.getsockname() == ("127.0.0.1", running.port)
        assert running.base_url == f"http://127.0.0.1:{running.port}/v1/ltxstudio"
        for other in ("127.0.0.2", "127.255.255.254"):
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection((other, running.port), timeout=5)


def test_it_answers_as_soon_as_it_is_started() -> None:
    running = server()
    running.start()
    try:
        assert ask(running, "GET /v1/ltxstudio/scheduler").body == b"[]"
    finally:
        running.stop()


def test_a_stopped_service_is_gone_and_can_start_again() -> None:
    running = server()
    for _ in range(2):
        running.start()
        port = running.port
        assert ask(running, "GET /v1/ltxstudio/scheduler").body == b"[]"
        running.stop()
        assert demo_threads() == []
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=5)


def test_stopping_twice_or_before_starting_is_well() -> None:
    running = server()
    running.stop()
    running.start()
    running.stop()
    running.stop()
    assert demo_threads() == []


def test_stopping_at_once_leaves_nothing() -> None:
    for _ in range(5):
        running = server()
        running.start()
        port = running.port
        running.stop()
        assert demo_threads() == []
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=5)


def test_a_service_that_does_not_run_has_no_port() -> None:
    running = server()
    with pytest.raises(RuntimeError, match="not running"):
        _ = running.base_url
    running.start()
    running.stop()
    with pytest.raises(RuntimeError, match="not running"):
        _ = running.port


@pytest.mark.parametrize("name", ["delay", "late-answer"])
def test_a_hanging_request_does_not_hold_up_the_stop(name: str) -> None:
    running = server(faults=[Fault(name, "60")])
    running.start()
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
        connection.sendall(request("/v1/ltxstudio/scheduler"))
        hold_until(lambda: running.requests, "the request")
        assert running.requests == [("GET", "/v1/ltxstudio/scheduler")]
        began = time.monotonic()
        running.stop()
        assert time.monotonic() - began < PROMPT
        assert demo_threads() == []
        connection.settimeout(PROMPT)
        answer = connection.recv(65_536)
    assert b" 200 " not in answer


def test_an_idle_connection_does_not_hold_up_the_stop() -> None:
    running = server()
    running.start()
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
        connection.sendall(request("/v1/ltxstudio/scheduler"))
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200 OK")
        began = time.monotonic()
        running.stop()
        assert time.monotonic() - began < PROMPT


def test_half_a_request_does_not_hold_up_the_stop() -> None:
    running = server()
    running.start()
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
        connection.sendall(b"POST /v1/ltxstudio/accounts HTTP/1.1\r\nHost: loc")
        began = time.monotonic()
        running.stop()
        assert time.monotonic() - began < PROMPT


def test_a_body_that_never_comes_does_not_hold_up_the_stop() -> None:
    running = server()
    running.start()
    head = request("/v1/ltxstudio/accounts").replace(b"GET", b"POST").rstrip()
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
        connection.sendall(head + b"\r\nContent-Length: 99\r\n\r\n{")
        hold_until(lambda: running.requests, "the request")
        began = time.monotonic()
        running.stop()
        assert time.monotonic() - began < PROMPT


def test_a_taken_port_is_an_os_error_and_leaves_nothing() -> None:
    with server() as first:
        second = server(port=first.port)
        with pytest.raises(OSError) as refused:  # noqa: PT011 - its number is looked at
            second.start()
        assert refused.value.errno == errno.EADDRINUSE
        second.stop()
        assert demo_threads() == ["demo service"]
        assert ask(first, "GET /v1/ltxstudio/scheduler").body == b"[]"


def test_a_given_port_is_used_and_free_again_at_once() -> None:
    with server() as first:
        port = first.port
        ask(first, "GET /v1/ltxstudio/scheduler")
    with server(port=port) as second:
        assert second.port == port


def test_two_services_run_side_by_side() -> None:
    with server() as first, server() as second:
        body = compact({"cookie": COOKIE}).encode()
        assert ask(first, "POST /v1/ltxstudio/accounts", body=body).status == "HTTP/1.1 200 OK"
        assert (len(first.accounts), len(second.accounts)) == (1, 0)


def test_a_random_token_looks_like_one_of_the_service() -> None:
    tokens = {random_token() for _ in range(50)}
    assert len(tokens) == 50
    assert all(re.fullmatch(r"user:[0-9]{5}-[a-z]{9}", token) for token in tokens)
    assert DemoServer().token != DemoServer().token


def test_faults_can_be_there_from_the_start() -> None:
    with server(faults=[read_fault("410")]) as running:
        assert ask(running, "GET /v1/ltxstudio/accounts").status.startswith("HTTP/1.1 410")


def test_requests_are_recorded_as_they_stood_on_the_wire(demo: DemoServer) -> None:
    ask(demo, "GET /v1/ltxstudio/accounts/a%2Bb%40mail.example?x=1")
    ask(demo, "DELETE /v1/ltxstudio/accounts/", token=None)
    ask(demo, "GET /demo/faults")
    assert demo.requests == [
        ("GET", "/v1/ltxstudio/accounts/a%2Bb%40mail.example"),
        ("DELETE", "/v1/ltxstudio/accounts/"),
    ]


def test_what_is_recorded_is_not_handed_out(demo: DemoServer) -> None:
    ask(demo, "GET /v1/ltxstudio/accounts")
    demo.requests.clear()
    assert len(demo.requests) == 1


def test_one_connection_serves_one_request_after_the_other(demo: DemoServer) -> None:
    with socket.create_connection(("127.0.0.1", demo.port), timeout=10) as connection:
        for _ in range(3):
            connection.sendall(request("/v1/ltxstudio/scheduler"))
            received = b""
            while not received.endswith(b"\r\n\r\n[]"):
                piece = connection.recv(65_536)
                assert piece, "the connection was ended"
                received += piece


def test_bytes_that_are_no_http_are_a_bad_request(demo: DemoServer) -> None:
    with socket.create_connection(("127.0.0.1", demo.port), timeout=10) as connection:
        connection.sendall(b"\x16\x03\x01\x02\x00\r\n\r\n")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 400 ")
    assert demo.requests == []


def test_neither_tokens_nor_cookies_are_logged(
    clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    cookie = cookie_of(
        lt_id="canary-id",
        lt_token=jwt({"email": "canary@mail.example"}),
        lt_refresh_token="canary-refresh",
        theme="canary-theme",
    )
    lines = ["POST /v1/ltxstudio/accounts", "GET /v1/ltxstudio/accounts", "GET /v2/account"]
    body = compact({"cookie": cookie}).encode()
    part = f'--edge\r\nContent-Disposition: form-data; name="cookie"\r\n\r\n{cookie}\r\n--edge--'
    form = "Content-Type: multipart/form-data; boundary=edge"
    with DemoServer(token=TOKEN, accounts=[], clock=clock) as running:
        for line in lines:
            ask(running, line, body=body)
            ask(running, line, body=body, token="user:1-canary-wrong")
        assert ask(running, lines[0], form, body=part.encode()).status == "HTTP/1.1 200 OK"
        ask(running, lines[0], body=compact({"cookie": "lt_token=…secured…canary"}).encode())
        for name in ("reset", "lost-answer"):
            running.faults.replace([Fault(name)])
            with pytest.raises(ConnectionResetError):
                ask(running, lines[0], body=body)
    assert "canary" not in caplog.text
    for record in caplog.records:
        assert "canary" not in repr(record.__dict__)
    secret = cookie.split("lt_token=")[1].split(";")[0]
    assert secret not in caplog.text


def loaded_by(statement: str) -> set[str]:
    """The modules of a fresh interpreter after a statement."""
    code = f"{statement}\nimport sys\nprint(*sys.modules, sep='\\n')"
    told = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    return set(told.stdout.split())


def test_the_demo_imports_nothing_of_the_app() -> None:
    folder = Path(ltx_desktop.demo.__file__).parent
    names = [path.stem for path in folder.glob("*.py") if path.stem != "__init__"]
    assert "server" in names
    loaded = loaded_by("import " + ", ".join(f"ltx_desktop.demo.{name}" for name in names))
    own = {name for name in loaded if name.split(".")[0] == "ltx_desktop"}
    demo = {"ltx_desktop", "ltx_desktop.demo"}
    assert own == demo | {f"ltx_desktop.demo.{name}" for name in names}
    assert not {"PySide6", "qasync", "httpx", "keyring"} & loaded


def test_times_on_the_wire_never_run_backwards() -> None:
    """The real clock is the default one."""
    with DemoServer(token=TOKEN, accounts=[]) as running:
        body = compact({"cookie": COOKIE}).encode()
        began = time.time()
        for _ in range(3):
            ask(running, "POST /v1/ltxstudio/accounts", body=body)
        (held,) = running.accounts.values()
        moments = [began, held.updated, time.time()]
    assert all(before <= after for before, after in pairwise(moments))


def test_answers_leave_at_once_in_spite_of_their_two_parts(demo: DemoServer) -> None:
    """Without TCP_NODELAY each waits for a delayed acknowledgement: 40 ms, 2 s in all."""
    with socket.create_connection(("127.0.0.1", demo.port), timeout=10) as connection:
        began = time.monotonic()
        for _ in range(50):
            connection.sendall(request("/v1/ltxstudio/scheduler"))
            received = b""
            while not received.endswith(b"\r\n\r\n[]"):
                received += connection.recv(65_536)
        assert time.monotonic() - began < 1.5
