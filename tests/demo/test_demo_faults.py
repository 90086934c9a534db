"""Every fault of the registry over a real socket; one without a test here fails."""

import json
import socket
import threading
import time
from collections.abc import Callable
from email.utils import formatdate

import httpx
import pytest
from demo.wire import COOKIE, DAY, EMAIL, NOW, TOKEN, ask, exchange, split

from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.faults import ALL, LOGIN
from ltx_desktop.demo.server import DemoServer

ACCOUNTS = "/v1/ltxstudio/accounts"
ERROR_OBJECT = '{"error":{"code":400,"message":"Bad request","status":"INVALID_ARGUMENT"}}'
TOO_MANY = '{"error":"Too many requests","code":429,"retryAfter":"2025-08-25T12:04:%s.789Z"}'
BODY = json.dumps({"cookie": COOKIE}).encode()


def html(text: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{text}</title></head><body>{text}</body></html>"


CANNED = {
    "400": (
        400,
        '{"error":"Missing required cookie fields: lt_token | lt_refresh_token","code":400}',
    ),
    "401": (401, '{"error":"Unauthorized","code":401}'),
    "402": (402, '{"error":"Subscription required","code":402}'),
    "429": (429, TOO_MANY % 46),
    "429-date": (429, TOO_MANY % 46),
    "429-body": (429, TOO_MANY % 46),
    "500": (500, '{"error":"Internal Server Error","code":500}'),
    "502": (502, html("502 Bad Gateway")),
    "522": (522, html("522: Connection timed out")),
    "596": (596, '{"error":"Account in error state: refresh token rejected","code":596}'),
    "410": (410, '{"error":"LTX Studio API is retired","code":410}'),
    "retired": (404, html("404 Not Found")),
    "html": (200, html("Sign in to this network")),
    "empty": (200, ""),
    "redirect": (302, ""),
    "error-object": (400, ERROR_OBJECT),
}
HTML = {"502", "522", "retired", "html"}
BARE = {"empty", "redirect"}
LINES = [
    f"GET {ACCOUNTS}",
    f"POST {ACCOUNTS}",
    f"DELETE {ACCOUNTS}/{EMAIL}",
    "GET /v1/ltxstudio/scheduler/available",
    "GET /v2/account",
    "GET /v1/ltxstudio/nowhere",
]


def written(name: str) -> str:
    return "redirect=https://elsewhere.example/a?b=c" if name == "redirect" else name


def hold(demo: DemoServer) -> DemoAccount:
    """One account that is as it would be after a submit."""
    held = DemoAccount(EMAIL, NOW, NOW + DAY, NOW + 90 * DAY, cookies={"lt_id": "user123"})
    demo.accounts[EMAIL] = held
    return held


@pytest.mark.parametrize("name", CANNED)
def test_a_status_is_answered_to_everything_and_nothing_is_done(
    demo: DemoServer, name: str
) -> None:
    hold(demo)
    demo.faults.add(written(name))
    status, text = CANNED[name]
    kind = "text/html; charset=utf-8" if name in HTML else "application/json"
    for line in LINES:
        answer = ask(demo, line, body=BODY if line.startswith("POST") else b"")
        assert answer.status.split()[:2] == ["HTTP/1.1", str(status)], line
        assert answer.body.decode() == text, line
        assert answer.headers.get("content-type") == (None if name in BARE else kind)
        assert ("retry-after" in answer.headers) == (name in {"429", "429-date"})
        assert ("location" in answer.headers) == (name == "redirect")
    assert demo.accounts[EMAIL].updated == NOW
    assert demo.accounts[EMAIL].cookies == {"lt_id": "user123"}


def test_a_status_comes_before_the_token_is_looked_at(demo: DemoServer) -> None:
    demo.faults.add("402")
    assert ask(demo, f"GET {ACCOUNTS}", token="user:1-other").status.startswith("HTTP/1.1 402")


def test_a_redirect_names_its_address_exactly(demo: DemoServer) -> None:
    demo.faults.add(written("redirect"))
    assert ask(demo, f"GET {ACCOUNTS}").headers["location"] == "https://elsewhere.example/a?b=c"


def test_a_pause_is_asked_for_in_seconds(demo: DemoServer) -> None:
    demo.faults.add("429=7")
    answer = ask(demo, f"GET {ACCOUNTS}")
    assert answer.headers["retry-after"] == "7"
    assert answer.body.decode() == TOO_MANY % 23


def test_a_pause_is_asked_for_as_a_date(demo: DemoServer) -> None:
    demo.faults.add("429-date=7")
    answer = ask(demo, f"GET {ACCOUNTS}")
    assert answer.headers["retry-after"] == "Mon, 25 Aug 2025 12:04:23 GMT"


def test_a_pause_is_30_seconds_unless_told_otherwise(demo: DemoServer) -> None:
    demo.faults.add("429")
    assert ask(demo, f"GET {ACCOUNTS}").headers["retry-after"] == "30"
    demo.faults.replace([])
    demo.faults.add("429-date")
    wanted = "Mon, 25 Aug 2025 12:04:46 GMT"
    assert ask(demo, f"GET {ACCOUNTS}").headers["retry-after"] == wanted


def test_the_longest_pause_is_answered(demo: DemoServer) -> None:
    for name in ("429", "429-date", "429-body"):
        demo.faults.add(f"{name}=1e9*1")
        assert ask(demo, f"GET {ACCOUNTS}").status.startswith("HTTP/1.1 429")


def check_delay(demo: DemoServer, name: str) -> None:
    """It waits before or after; which, is seen from what is held meanwhile."""
    demo.faults.add(f"POST:{name}=60")
    sent = (
        f"POST {ACCOUNTS} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\n"
        f"Content-Length: {len(BODY)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", demo.port), timeout=0.2) as connection:
        connection.sendall(sent.encode() + BODY)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        assert ("POST", ACCOUNTS) in demo.requests
        assert bool(demo.accounts) == (name == "late-answer")
    demo.faults.replace([])
    demo.faults.add(f"{name}=0.05")
    began = time.monotonic()
    assert ask(demo, "GET /v1/ltxstudio/scheduler").body == b"[]"
    assert 0.04 < time.monotonic() - began < 5


def check_cut(demo: DemoServer, name: str) -> None:
    """Nothing comes back at all; only a lost answer was done."""
    demo.faults.add(name)
    for _ in range(2):
        with pytest.raises(ConnectionResetError):
            ask(demo, f"POST {ACCOUNTS}", body=BODY)
    assert bool(demo.accounts) == (name == "lost-answer")
    hold(demo)
    with pytest.raises(ConnectionResetError):
        ask(demo, f"DELETE {ACCOUNTS}/{EMAIL}")
    assert bool(demo.accounts) == (name == "reset")


def check_cut_body(demo: DemoServer, client: httpx.Client) -> None:
    whole = client.post("/accounts", json={"cookie": COOKIE}).content
    demo.accounts.clear()
    demo.faults.add("cut-body")
    answer = ask(demo, f"POST {ACCOUNTS}", body=BODY)
    assert answer.status == "HTTP/1.1 200 OK"
    assert answer.headers["content-length"] == str(len(whole))
    assert answer.body == whole[: len(whole) // 2]
    assert [*demo.accounts] == [EMAIL]
    with pytest.raises(httpx.RemoteProtocolError):
        client.get("/accounts")


def check_no_code(demo: DemoServer, client: httpx.Client) -> None:
    demo.faults.add("400-no-code")
    missing = '{"error":"Missing required cookie fields: lt_token | lt_refresh_token"}'
    bounds = '{"error":"maxJobs must be between 1 and 100"}'
    answers = [
        client.post("/accounts", json={"cookie": "lt_id=a"}),
        client.post("/accounts", json={"cookie": COOKIE, "maxJobs": 0}),
    ]
    assert [(one.status_code, one.text) for one in answers] == [(400, missing), (400, bounds)]
    assert client.post("/accounts", json={"cookie": COOKIE}).status_code == 200
    assert ask(demo, f"GET {ACCOUNTS}/none").status == "HTTP/1.1 404 Not Found"


HEAD = (
    '{"email":"user123@demo.example",'
    '"cookie":{"lt_id":"user123","lt_token":"…secured…","lt_refresh_token":"…secured…"},'
    '"maxJobs":20,'
)
UPDATED = '"updated":1756123456789,"updatedUTC":"2025-08-25T12:04:16.789Z"'
ACCESS = '"tokenExpire":1756209856789,"tokenExpireUTC":"2025-08-26T12:04:16.789Z"'
REFRESH = '"refreshTokenExpire":1763899456789,"refreshTokenExpireUTC":"2025-11-23T12:04:16.789Z"'
PLAIN = f"{HEAD}{UPDATED},{ACCESS},{REFRESH}}}"
JUNE = HEAD + '"updatedUTC":"2025-08-25T12:04:16.789Z","tokenExpireUTC":"2025-08-26T12:04:16.789Z"}'
INCOHERENT = (
    f'{HEAD}"updated":1678886400000,"updatedUTC":"2023-03-15T13:20:00.000Z",'
    '"tokenExpire":1756197420000,"tokenExpireUTC":"2025-08-26T08:37:00.000Z",'
    '"refreshTokenExpire":1694774400000,"refreshTokenExpireUTC":"2023-09-15T10:40:00.000Z"}'
)
SECONDS = (
    PLAIN.replace('"updated":1756123456789', '"updated":1756123457')
    .replace("1756209856789", "1756209857")
    .replace("1763899456789", "1763899457")
)
MASKED_ID = PLAIN.replace('"lt_id":"user123"', '"lt_id":"…secured…"')
EMAIL_ONLY = '{"email":"user123@demo.example"}'
TOLD = {
    "june": (JUNE, JUNE),
    "get-without-refresh": (PLAIN, f"{HEAD}{UPDATED},{ACCESS}}}"),
    "incoherent": (INCOHERENT, INCOHERENT),
    "seconds": (SECONDS, SECONDS),
    "email-only": (EMAIL_ONLY, EMAIL_ONLY),
    "mask-lt-id": (MASKED_ID, MASKED_ID),
}


def check_shape(demo: DemoServer, client: httpx.Client, name: str) -> None:
    demo.faults.add(name)
    posted, listed = TOLD[name]
    answer = client.post("/accounts", json={"cookie": COOKIE})
    assert (answer.status_code, answer.text) == (200, posted)
    assert client.get("/accounts").text == f'{{"{EMAIL}":{listed}}}'
    live = ',"balance":{"LTXStudio_token":150},"latestCreatedAtMs":{"LTXStudio_token":%s}}'
    one = listed if name == "email-only" else listed[:-1] + live % 1756123456789
    assert client.get(f"/accounts/{EMAIL}").text == one
    demo.faults.replace([])
    assert client.get("/accounts").text == f'{{"{EMAIL}":{PLAIN}}}'


def check_post_201(demo: DemoServer, client: httpx.Client) -> None:
    demo.faults.add("post-201")
    for _ in range(2):
        answer = client.post("/accounts", json={"cookie": COOKIE})
        assert (answer.status_code, answer.text) == (201, PLAIN)
    assert client.get("/accounts").status_code == 200


def check_delete_200(demo: DemoServer) -> None:
    hold(demo)
    demo.faults.add("delete-200")
    answer = ask(demo, f"DELETE {ACCOUNTS}/{EMAIL}")
    assert answer.status == "HTTP/1.1 200 OK"
    assert answer.body == b'{"account":"user123@demo.example","deleted":true}'
    assert demo.accounts == {}
    assert ask(demo, f"DELETE {ACCOUNTS}/{EMAIL}").status == "HTTP/1.1 404 Not Found"


NONE = {
    "none-map": ("200", "{}", "application/json"),
    "none-text": (
        "404",
        "Configuration not found. To create configuration use POST /accounts.",
        "text/plain; charset=utf-8",
    ),
    "none-json": ("404", '{"error":"Not Found","code":404}', "application/json"),
}


def check_none(demo: DemoServer, name: str) -> None:
    demo.faults.add(name)
    status, text, kind = NONE[name]
    answer = ask(demo, f"GET {ACCOUNTS}")
    assert answer.status.split()[1] == status
    assert (answer.body.decode(), answer.headers["content-type"]) == (text, kind)
    hold(demo)
    assert ask(demo, f"GET {ACCOUNTS}").body.decode() == f'{{"{EMAIL}":{PLAIN}}}'


def check_dead_session(demo: DemoServer, client: httpx.Client) -> None:
    hold(demo).refresh_expire = NOW
    demo.accounts[EMAIL].access_expire = NOW
    assert "error" not in client.get("/accounts").json()[EMAIL]
    demo.faults.add("dead-session-error")
    told = client.get("/accounts").json()[EMAIL]
    assert told["error"] == "Session refresh failed, manual update required"


def check_single_use(demo: DemoServer, client: httpx.Client) -> None:
    demo.faults.add("single-use-cookie")
    for _ in range(2):
        assert client.post("/accounts", json={"cookie": COOKIE}).text == PLAIN
    demo.accounts[EMAIL].access_expire = NOW
    told = client.get("/accounts").json()[EMAIL]
    wanted = "Session refresh failed: refresh token rejected, manual update required"
    assert told["error"] == wanted


def check_old_session(demo: DemoServer, client: httpx.Client) -> None:
    demo.faults.add("old-session")
    client.post("/accounts", json={"cookie": COOKIE})
    demo.accounts[EMAIL].refresh_expire = NOW + 3 * 86400
    answer = client.post("/accounts", json={"cookie": COOKIE}).json()
    assert answer["refreshTokenExpire"] == round((NOW + 3 * 86400) * 1000)
    demo.faults.replace([])
    answer = client.post("/accounts", json={"cookie": COOKIE}).json()
    assert answer["refreshTokenExpire"] == round((NOW + 90 * 86400) * 1000)


def check_clock_ahead(demo: DemoServer, client: httpx.Client) -> None:
    assert client.get("/accounts").headers.get_list("date") == [formatdate(NOW, usegmt=True)]
    demo.faults.add("clock-ahead=90")
    assert client.get("/accounts").headers["date"] == formatdate(NOW + 90, usegmt=True)


Check = Callable[[DemoServer, httpx.Client], None]

CHECKS: dict[str, Check] = {
    **{name: lambda *_: None for name in CANNED},  # their test is above
    **{name: lambda *_: None for name in LOGIN},  # theirs are in test_demo_login.py
    "delay": lambda demo, _: check_delay(demo, "delay"),
    "late-answer": lambda demo, _: check_delay(demo, "late-answer"),
    "reset": lambda demo, _: check_cut(demo, "reset"),
    "lost-answer": lambda demo, _: check_cut(demo, "lost-answer"),
    "cut-body": check_cut_body,
    "400-no-code": check_no_code,
    "june": lambda demo, client: check_shape(demo, client, "june"),
    "get-without-refresh": lambda demo, client: check_shape(demo, client, "get-without-refresh"),
    "incoherent": lambda demo, client: check_shape(demo, client, "incoherent"),
    "seconds": lambda demo, client: check_shape(demo, client, "seconds"),
    "email-only": lambda demo, client: check_shape(demo, client, "email-only"),
    "mask-lt-id": lambda demo, client: check_shape(demo, client, "mask-lt-id"),
    "post-201": check_post_201,
    "delete-200": lambda demo, _: check_delete_200(demo),
    "none-map": lambda demo, _: check_none(demo, "none-map"),
    "none-text": lambda demo, _: check_none(demo, "none-text"),
    "none-json": lambda demo, _: check_none(demo, "none-json"),
    "dead-session-error": check_dead_session,
    "old-session": check_old_session,
    "clock-ahead": check_clock_ahead,
    "single-use-cookie": check_single_use,
}


@pytest.mark.parametrize("name", [name for name in ALL if name not in CANNED])
def test_every_other_fault_does_what_it_says(
    demo: DemoServer, client: httpx.Client, name: str
) -> None:
    assert name in CHECKS, "a new fault wants a test here"
    CHECKS[name](demo, client)


def test_every_fault_that_is_tested_is_in_the_registry() -> None:
    assert CHECKS.keys() == ALL.keys()


def test_a_fault_applies_to_its_method_and_as_often_as_asked(
    demo: DemoServer, client: httpx.Client
) -> None:
    demo.faults.add("POST:402*2")
    answers = [client.get("/accounts").status_code]
    answers += [client.post("/accounts", json={"cookie": COOKIE}).status_code for _ in range(3)]
    assert answers == [404, 402, 402, 200]
    assert demo.faults.active() == []


def test_a_misdirected_request_uses_up_nothing(demo: DemoServer) -> None:
    demo.faults.add("500*1")
    sent = f"GET {ACCOUNTS} HTTP/1.1\r\nHost: mail.example\r\nConnection: close\r\n\r\n"
    assert split(exchange(demo, sent.encode())).status.startswith("HTTP/1.1 421")
    assert ask(demo, f"GET {ACCOUNTS}").status.startswith("HTTP/1.1 500")


def test_a_load_and_a_status_go_together(demo: DemoServer) -> None:
    demo.faults.add("596")
    demo.faults.add("cut-body")
    answer = ask(demo, f"GET {ACCOUNTS}")
    text = CANNED["596"][1].encode()
    assert answer.status.startswith("HTTP/1.1 596")
    assert answer.body == text[: len(text) // 2]


def test_an_account_of_june_without_refresh_never_tells_it(
    demo: DemoServer, client: httpx.Client
) -> None:
    hold(demo).tells_refresh = False
    assert client.get("/accounts").text == f'{{"{EMAIL}":{HEAD}{UPDATED},{ACCESS}}}}}'


def test_others_are_served_while_one_waits(demo: DemoServer, client: httpx.Client) -> None:
    demo.faults.add("POST:delay=60")
    sent = f"POST {ACCOUNTS} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
    with socket.create_connection(("127.0.0.1", demo.port), timeout=10) as connection:
        connection.sendall(sent.encode())
        began = time.monotonic()
        assert client.get("/scheduler").text == "[]"
        assert time.monotonic() - began < 5
    assert threading.active_count() < 10
