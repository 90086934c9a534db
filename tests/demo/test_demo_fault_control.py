"""`/demo/faults`: the faults of a running service are shown, set and cleared."""

import httpx
import pytest
from demo.wire import UNAUTHORIZED, ask

from ltx_desktop.demo.faults import Fault
from ltx_desktop.demo.server import DemoServer

PATH = "/demo/faults"


def put(demo: DemoServer, body: bytes) -> tuple[str, str]:
    answer = ask(demo, f"PUT {PATH}", body=body)
    return answer.status, answer.body.decode()


def test_no_faults_are_an_empty_list(demo: DemoServer) -> None:
    answer = ask(demo, f"GET {PATH}")
    assert (answer.status, answer.body) == ("HTTP/1.1 200 OK", b'{"faults":[]}')
    assert answer.headers["content-type"] == "application/json"


def test_faults_are_set_shown_used_and_cleared(demo: DemoServer, client: httpx.Client) -> None:
    told = '{"faults":["POST:delay=0","GET:402*2"]}'
    body = b'{"faults": ["post:delay=0", " GET:402*2 "]}'
    assert put(demo, body) == ("HTTP/1.1 200 OK", told)
    assert ask(demo, f"GET {PATH}").body.decode() == told
    assert client.get("/accounts").status_code == 402
    assert ask(demo, f"GET {PATH}").body == b'{"faults":["POST:delay=0","GET:402*1"]}'
    cleared = ask(demo, f"DELETE {PATH}")
    assert (cleared.status, cleared.body) == ("HTTP/1.1 204 No Content", b"")
    assert demo.faults.active() == []
    assert client.get("/accounts").status_code == 404


def test_setting_replaces_what_was_set(demo: DemoServer) -> None:
    put(demo, b'{"faults": ["401", "402"]}')
    assert put(demo, b'{"faults": ["500"]}') == ("HTTP/1.1 200 OK", '{"faults":["500"]}')
    assert put(demo, b'{"faults": []}') == ("HTTP/1.1 200 OK", '{"faults":[]}')


@pytest.mark.parametrize("name", ["401", "reset", "delay=60", "cut-body", "retired"])
def test_no_fault_shuts_the_control_out(demo: DemoServer, name: str) -> None:
    demo.faults.add(f"{name}*1")
    assert ask(demo, f"GET {PATH}/").body.decode() == f'{{"faults":["{name}*1"]}}'
    assert ask(demo, f"DELETE {PATH}").status == "HTTP/1.1 204 No Content"
    assert demo.requests == []


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_the_control_wants_the_token(demo: DemoServer, method: str) -> None:
    demo.faults.add("500")
    answer = ask(demo, f"{method} {PATH}", body=b'{"faults":[]}', token="user:1-other")
    assert answer.status == "HTTP/1.1 401 Unauthorized"
    assert answer.body.decode() == UNAUTHORIZED
    assert demo.faults.active() == [Fault("500")]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"5",
        b'"401"',
        b"{}",
        b'{"fault": ["401"]}',
        b'{"faults": null}',
        b'{"faults": 401}',
        b'{"faults": "401"}',
        b'{"faults": {"401": 1}}',
        b'{"faults": ["401"],}',
        b"\xff",
        b"[" * 100_000,
    ],
    ids=lambda body: body[:22],
)
def test_a_bad_body_is_explained_and_changes_nothing(demo: DemoServer, body: bytes) -> None:
    demo.faults.add("500")
    wanted = r'{"error":"Body: {\"faults\": [\"POST:delay=5\"]}","code":400}'
    assert put(demo, body) == ("HTTP/1.1 400 Bad Request", wanted)
    assert demo.faults.active() == [Fault("500")]


def test_a_bad_fault_is_explained_and_changes_nothing(demo: DemoServer) -> None:
    demo.faults.add("500")
    status, text = put(demo, b'{"faults": ["401", "delay=soon"]}')
    assert status == "HTTP/1.1 400 Bad Request"
    assert text == """{"error":"'delay=soon': 'soon' is no number of seconds.","code":400}"""
    assert demo.faults.active() == [Fault("500")]
