"""What the demo service refuses, in the contract's own words."""

from typing import Any

import httpx
import pytest
from demo.wire import COOKIE, TOKEN, UNAUTHORIZED, ask, compact, cookie_of, exchange, jwt, split

from ltx_desktop.demo.server import DemoServer

MIB = 1024 * 1024
EVERY_ENDPOINT = [
    "POST /v1/ltxstudio/accounts",
    "GET /v1/ltxstudio/accounts",
    "GET /v1/ltxstudio/accounts/a%40mail.example",
    "DELETE /v1/ltxstudio/accounts/a%40mail.example",
    "GET /v1/ltxstudio/scheduler",
    "GET /v1/ltxstudio/scheduler/available",
    "DELETE /v1/ltxstudio/scheduler/1",
    "GET /v2/account",
    "GET /demo/faults",
    "PUT /demo/faults",
    "DELETE /demo/faults",
]


def bad_request(text: str) -> str:
    return f'{{"error":"{text}","code":400}}'


def submit(client: httpx.Client, document: Any) -> tuple[int, str]:
    answer = client.post("/accounts", content=compact(document))
    return answer.status_code, answer.text


@pytest.mark.parametrize(
    "header",
    [
        "X-None: 1",
        "Authorization: Bearer user:12345-othertoken",
        f"Authorization: Bearer {TOKEN}x",
        f"Authorization: Bearer {TOKEN[:-1]}",
        f"Authorization: Basic {TOKEN}",
        f"Authorization: {TOKEN}",
        "Authorization:",
        "Authorization: Bearer \u00fc",
    ],
)
def test_without_the_token_every_endpoint_is_unauthorized(demo: DemoServer, header: str) -> None:
    body = compact({"cookie": COOKIE, "faults": ["402"]}).encode()
    for line in EVERY_ENDPOINT:
        answer = ask(demo, line, header, body=body if line[0] == "P" else b"", token=None)
        assert answer.status == "HTTP/1.1 401 Unauthorized", line
        assert answer.headers["content-type"] == "application/json"
        assert answer.body.decode() == UNAUTHORIZED
    assert demo.accounts == {}
    assert demo.faults.active() == []


@pytest.mark.parametrize("cookies", [{}, {"lt_id": "user123"}, {"lt_token": "", "x": "1"}])
def test_both_missing_cookie_fields_are_named(
    client: httpx.Client, cookies: dict[str, str]
) -> None:
    told = submit(client, {"cookie": cookie_of(**cookies) or "nothing"})
    wanted = "Missing required cookie fields: lt_token | lt_refresh_token"
    assert told == (400, bad_request(wanted))


def test_only_the_missing_cookie_field_is_named(client: httpx.Client) -> None:
    missing = "Missing required cookie fields: "
    assert submit(client, {"cookie": cookie_of(lt_token="canary")}) == (
        400,
        bad_request(missing + "lt_refresh_token"),
    )
    assert submit(client, {"cookie": cookie_of(lt_refresh_token="canary")}) == (
        400,
        bad_request(missing + "lt_token"),
    )


def test_a_missing_field_written_by_hand_is_answered_in_the_same_bytes(demo: DemoServer) -> None:
    answer = ask(demo, "POST /v1/ltxstudio/accounts", body=b'{"cookie": "lt_id=user123"}')
    assert answer.status == "HTTP/1.1 400 Bad Request"
    assert answer.headers["content-type"] == "application/json"
    assert answer.body == (
        b'{"error":"Missing required cookie fields: lt_token | lt_refresh_token","code":400}'
    )


@pytest.mark.parametrize("document", [{}, {"cookie": ""}, {"cookie": " "}, {"cookie": 5}])
@pytest.mark.parametrize("more", [{}, {"maxJobs": 7}])
def test_a_body_without_a_cookie_is_refused(
    demo: DemoServer, client: httpx.Client, document: dict[str, Any], more: dict[str, Any]
) -> None:
    told = submit(client, document | more)
    assert told == (400, bad_request("Parameter cookie is required"))
    assert demo.accounts == {}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b'"cookie"',
        b'{"cookie": "lt_id=a",}',
        b"cookie=lt_id",
        b"\xff\xfe\xff",
        b'{"a":' * 9_000,
        b"[" * 100_000,
    ],
    ids=lambda body: body[:10],
)
def test_a_body_that_is_no_json_object_is_refused(demo: DemoServer, body: bytes) -> None:
    answer = ask(demo, "POST /v1/ltxstudio/accounts", body=body)
    assert answer.status == "HTTP/1.1 400 Bad Request"
    assert answer.body.decode() == bad_request("Request body is not a JSON object")


@pytest.mark.parametrize(
    "max_jobs", [0, 101, -1, 10**30, 20.0, 1.5, True, None, "20", "", [20], {"n": 20}]
)
def test_max_jobs_of_json_is_an_integer_from_1_to_100(
    demo: DemoServer, client: httpx.Client, max_jobs: object
) -> None:
    told = submit(client, {"cookie": COOKIE, "maxJobs": max_jobs})
    assert told == (400, bad_request("maxJobs must be between 1 and 100"))
    assert demo.accounts == {}


@pytest.mark.parametrize(
    "max_jobs", ["0", "101", "-1", "1.5", "20.0", "", "twenty", "\u00b2", "9" * 5_000], ids=len
)
def test_max_jobs_of_multipart_is_the_text_of_such_an_integer(
    demo: DemoServer, client: httpx.Client, max_jobs: str
) -> None:
    fields = {"cookie": (None, COOKIE), "maxJobs": (None, max_jobs)}
    answer = client.post("/accounts", files=fields)
    wanted = (400, bad_request("maxJobs must be between 1 and 100"))
    assert (answer.status_code, answer.text) == wanted
    assert demo.accounts == {}


def test_a_file_in_the_place_of_the_cookie_is_refused(client: httpx.Client) -> None:
    answer = client.post("/accounts", files={"cookie": ("cookie.txt", COOKIE)})
    assert (answer.status_code, answer.text) == (400, bad_request("Parameter cookie is required"))


@pytest.mark.logs_expected("WARNING python_multipart.multipart: (Expected|Did not find)")
@pytest.mark.parametrize("header", ["", "; boundary=", "; boundary=edge"])
def test_a_broken_multipart_body_is_a_bad_request(demo: DemoServer, header: str) -> None:
    kind = f"Content-Type: multipart/form-data{header}"
    answer = ask(demo, "POST /v1/ltxstudio/accounts", kind, body=b"--other\r\n\r\nno form")
    assert answer.status == "HTTP/1.1 400 Bad Request"
    assert answer.body.startswith(b'{"error":"')
    assert answer.body.endswith(b',"code":400}')


@pytest.mark.parametrize(
    "mask", ["…secured…", "...secured...", "abc…secured…xyz", "eyJ…redacted…zmQ"]
)
@pytest.mark.parametrize("name", ["lt_id", "lt_token", "lt_refresh_token", "theme"])
def test_a_masked_cookie_is_refused(
    demo: DemoServer, client: httpx.Client, name: str, mask: str
) -> None:
    cookies = {"lt_id": "a", "lt_token": "b", "lt_refresh_token": "c", "theme": "d", name: mask}
    told = submit(client, {"cookie": cookie_of(**cookies)})
    assert told == (400, bad_request(f"Cookie field {name} is masked"))
    assert demo.accounts == {}


@pytest.mark.parametrize("value", ['"b"', "b b", "b,b", "b\\b", "b\tb", "b\u00fc", "b\x7f"])
@pytest.mark.parametrize("name", ["lt_id", "lt_token", "lt_refresh_token"])
def test_a_malformed_cookie_value_is_refused(client: httpx.Client, name: str, value: str) -> None:
    cookies = {"lt_id": "a", "lt_token": "b", "lt_refresh_token": "c", name: value}
    answer = client.post("/accounts", json={"cookie": cookie_of(**cookies)})
    wanted = (400, bad_request(f"Cookie field {name} is malformed"))
    assert (answer.status_code, answer.text) == wanted


def test_a_cookie_of_nobody_is_refused(client: httpx.Client) -> None:
    told = submit(client, {"cookie": cookie_of(lt_token="b", lt_refresh_token="c")})
    assert told == (400, bad_request("Unable to tell whose cookie this is"))


@pytest.mark.parametrize(
    "cookie",
    [
        f"{COOKIE}; theme=\\ud800",
        f"{COOKIE}; \\ud800=dark",
        cookie_of(lt_token=jwt({"email": "\ud800@mail.example"}), lt_refresh_token="c"),
    ],
    ids=["extra value", "extra name", "email claim"],
)
def test_half_a_character_pair_is_refused_and_the_list_goes_on(
    demo: DemoServer, client: httpx.Client, cookie: str
) -> None:
    answer = ask(demo, "POST /v1/ltxstudio/accounts", body=f'{{"cookie":"{cookie}"}}'.encode())
    assert answer.status == "HTTP/1.1 400 Bad Request"
    assert answer.body.endswith(b',"code":400}')
    assert client.get("/accounts").status_code == 404


@pytest.mark.parametrize(
    "line",
    [
        "PUT /v1/ltxstudio/accounts",
        "PATCH /v1/ltxstudio/accounts",
        "DELETE /v1/ltxstudio/accounts",
        "POST /v1/ltxstudio/accounts/a%40mail.example",
        "PUT /v1/ltxstudio/accounts/a%40mail.example",
        "POST /v1/ltxstudio/scheduler",
        "POST /v1/ltxstudio/scheduler/available",
        "GET /v1/ltxstudio/scheduler/1",
        "POST /v2/account",
        "POST /demo/faults",
    ],
)
def test_a_method_that_a_path_does_not_have_is_405(demo: DemoServer, line: str) -> None:
    answer = ask(demo, line)
    assert answer.status == "HTTP/1.1 405 Method Not Allowed"
    assert answer.body.decode() == '{"error":"Method Not Allowed","code":405}'


@pytest.mark.parametrize(
    "path",
    [
        "/v1/ltxstudio",
        "/v1/ltxstudio/",
        "/v1/ltxstudio/features",
        "/v1/ltxstudio/accounts2",
        "/v1/ltxstudio/Accounts",
        "/v1/ltxstudio//accounts",
        "/v1/ltxstudio/videos/ltx-create",
        "/v1/other/accounts",
        "/v2/account/stats",
        "/demo/other",
        "/",
        "//",
    ],
)
def test_any_other_path_is_404_json(demo: DemoServer, path: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        answer = ask(demo, f"{method} {path}")
        assert answer.status == "HTTP/1.1 404 Not Found", method
        assert answer.headers["content-type"] == "application/json"
        assert answer.body.decode() == '{"error":"Not Found","code":404}'


@pytest.mark.parametrize("size", [MIB + 1, 2 * MIB, 16 * MIB])
@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=edge"])
def test_a_body_of_more_than_a_mebibyte_is_413(
    demo: DemoServer, client: httpx.Client, kind: str, size: int
) -> None:
    part = b'--edge\r\nContent-Disposition: form-data; name="cookie"\r\n\r\n'
    head = part if "edge" in kind else b'{"cookie":"'
    body = head.ljust(size, b" ")
    answer = client.post("/accounts", content=body, headers={"Content-Type": kind})
    assert answer.status_code == 413
    assert answer.text == '{"error":"Payload Too Large","code":413}'
    assert demo.accounts == {}


def test_a_body_of_a_mebibyte_is_read(demo: DemoServer, client: httpx.Client) -> None:
    body = compact({"cookie": COOKIE}).encode().ljust(MIB)
    assert client.post("/accounts", content=body).status_code == 200
    assert [*demo.accounts] == ["user123@demo.example"]


@pytest.mark.parametrize(
    "host",
    [
        "mail.example",
        "mail.example:80",
        "127.0.0.1.mail.example",
        "127.0.0.1:80:80",
        "127.0.0.1:port",
        "127.0.0.2",
        "localhost.",
        "user@localhost",
        "",
    ],
)
def test_another_host_is_misdirected_whatever_is_asked(demo: DemoServer, host: str) -> None:
    for path in ("/v1/ltxstudio/accounts", "/demo/faults", "/"):
        lines = [f"GET {path} HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {TOKEN}"]
        sent = "\r\n".join([*lines, "Connection: close", "", ""]).encode()
        answer = split(exchange(demo, sent))
        assert answer.status.startswith("HTTP/1.1 421")
        assert answer.body.decode() == '{"error":"Misdirected Request","code":421}'
    assert demo.requests == []


def test_no_host_at_all_is_misdirected(demo: DemoServer) -> None:
    answer = split(exchange(demo, b"GET /v1/ltxstudio/accounts HTTP/1.0\r\n\r\n"))
    assert answer.status.startswith("HTTP/1.1 421")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "localhost:1", "[::1]:80"])
def test_every_name_of_this_computer_is_served(demo: DemoServer, host: str) -> None:
    lines = ["GET /v1/ltxstudio/scheduler HTTP/1.1", f"Host: {host}", "Connection: close"]
    sent = "\r\n".join([*lines, f"Authorization: Bearer {TOKEN}", "", ""]).encode()
    answer = split(exchange(demo, sent))
    assert (answer.status, answer.body) == ("HTTP/1.1 200 OK", b"[]")


@pytest.mark.parametrize("extra", ["theme=a\r\nb", "theme=a\x00b", "th\neme=a", "theme=\x7f"])
def test_a_control_character_in_any_cookie_is_refused(
    demo: DemoServer, client: httpx.Client, extra: str
) -> None:
    answer = client.post("/accounts", json={"cookie": f"{COOKIE}; {extra}"})
    wanted = (400, bad_request("Cookie is malformed"))
    assert (answer.status_code, answer.text) == wanted
    assert demo.accounts == {}
