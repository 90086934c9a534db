"""What is submitted, listed, told and deleted, against texts written out from the contract."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import httpx
import pytest
from demo.wire import (
    COOKIE,
    DAY_LATER_MS,
    DAY_LATER_UTC,
    EMAIL,
    NOW,
    NOW_MS,
    NOW_UTC,
    REFRESH_MS,
    REFRESH_UTC,
    TOKEN,
    HandClock,
    ask,
    compact,
    cookie_of,
    jwt,
    owned_by,
)

from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.clock import iso, milliseconds
from ltx_desktop.demo.server import DemoServer

ACCOUNT = (
    '{"email":"user123@demo.example",'
    '"cookie":{"lt_id":"user123","lt_token":"…secured…","lt_refresh_token":"…secured…"},'
    '"maxJobs":20,'
    f'"updated":{NOW_MS},"updatedUTC":"{NOW_UTC}",'
    f'"tokenExpire":{DAY_LATER_MS},"tokenExpireUTC":"{DAY_LATER_UTC}",'
    f'"refreshTokenExpire":{REFRESH_MS},"refreshTokenExpireUTC":"{REFRESH_UTC}"}}'
)
LIVE = f',"balance":{{"LTXStudio_token":150}},"latestCreatedAtMs":{{"LTXStudio_token":{NOW_MS}}}}}'

BOUNDARY = "Content-Type: multipart/form-data; boundary=edge"


def submit(client: httpx.Client, cookie: str = COOKIE, **more: object) -> httpx.Response:
    answer = client.post("/accounts", json={"cookie": cookie, **more})
    assert answer.status_code == 200, answer.text
    return answer


def form(**fields: str) -> bytes:
    parts = (
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    return "".join([*parts, "--edge--\r\n"]).encode()


def test_a_submit_answers_the_account_key_by_key(client: httpx.Client) -> None:
    answer = client.post("/accounts", json={"cookie": COOKIE})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.text == ACCOUNT


def test_a_submit_written_by_hand_answers_the_same_bytes(demo: DemoServer) -> None:
    body = compact({"cookie": COOKIE}).encode()
    answer = ask(demo, "POST /v1/ltxstudio/accounts", "Content-Type: application/json", body=body)
    assert answer.status == "HTTP/1.1 200 OK"
    assert answer.body == ACCOUNT.encode()
    assert answer.headers["content-length"] == str(len(ACCOUNT.encode()))
    assert answer.headers["cache-control"] == "no-store"


def test_a_multipart_submit_written_by_hand_takes_max_jobs_as_text(demo: DemoServer) -> None:
    body = form(cookie=COOKIE, maxJobs="7")
    answer = ask(demo, "POST /v1/ltxstudio/accounts", BOUNDARY, body=body)
    assert answer.status == "HTTP/1.1 200 OK"
    assert answer.body.decode() == ACCOUNT.replace('"maxJobs":20', '"maxJobs":7')


def test_a_media_type_may_be_written_in_any_case(demo: DemoServer) -> None:
    header = "Content-Type: Multipart/Form-Data; boundary=edge"
    body = form(cookie=COOKIE)
    answer = ask(demo, "POST /v1/ltxstudio/accounts", header, body=body)
    assert answer.body.decode() == ACCOUNT


def test_a_multipart_submit_without_max_jobs_gets_the_default(client: httpx.Client) -> None:
    answer = client.post("/accounts", files={"cookie": (None, COOKIE)})
    assert (answer.status_code, answer.text) == (200, ACCOUNT)


@pytest.mark.parametrize("max_jobs", [1, 100])
def test_max_jobs_is_kept_up_to_both_ends(client: httpx.Client, max_jobs: int) -> None:
    told = submit(client, maxJobs=max_jobs).text
    assert told == ACCOUNT.replace('"maxJobs":20', f'"maxJobs":{max_jobs}')
    assert client.get("/accounts").text == f'{{"{EMAIL}":{told}}}'


def test_the_list_is_a_map_by_email(client: httpx.Client) -> None:
    submit(client)
    submit(client, owned_by("second@mail.example"))
    second = ACCOUNT.replace(EMAIL, "second@mail.example")
    answer = client.get("/accounts")
    assert answer.status_code == 200
    assert answer.text == f'{{"{EMAIL}":{ACCOUNT},"second@mail.example":{second}}}'


def test_one_account_has_its_balance_besides(client: httpx.Client) -> None:
    submit(client)
    answer = client.get(f"/accounts/{EMAIL}")
    assert (answer.status_code, answer.text) == (200, ACCOUNT[:-1] + LIVE)


def test_an_error_is_told_in_list_and_account(demo: DemoServer, client: httpx.Client) -> None:
    submit(client)
    demo.accounts[EMAIL].error = "manual update required"
    broken = ACCOUNT[:-1] + ',"error":"manual update required"}'
    assert client.get("/accounts").text == f'{{"{EMAIL}":{broken}}}'
    assert client.get(f"/accounts/{EMAIL}").text == broken[:-1] + LIVE


def test_an_empty_list_is_404_without_a_body(demo: DemoServer) -> None:
    answer = ask(demo, "GET /v1/ltxstudio/accounts")
    assert (answer.status, answer.body) == ("HTTP/1.1 404 Not Found", b"")
    assert answer.headers["content-length"] == "0"
    assert "content-type" not in answer.headers


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_an_unknown_email_is_404_without_a_body(
    demo: DemoServer, client: httpx.Client, method: str
) -> None:
    submit(client)
    answer = ask(demo, f"{method} /v1/ltxstudio/accounts/USER123%40demo.example")
    assert (answer.status, answer.body) == ("HTTP/1.1 404 Not Found", b"")
    assert [*demo.accounts] == [EMAIL]


def test_a_delete_is_204_without_a_body_and_then_404(
    demo: DemoServer, client: httpx.Client
) -> None:
    submit(client)
    path = "/v1/ltxstudio/accounts/user123%40demo.example"
    gone = ask(demo, f"DELETE {path}")
    assert (gone.status, gone.body) == ("HTTP/1.1 204 No Content", b"")
    assert "content-length" not in gone.headers
    for method in ("GET", "DELETE"):
        assert ask(demo, f"{method} {path}").status == "HTTP/1.1 404 Not Found"
    assert client.get("/accounts").status_code == 404


def test_a_second_submit_overwrites_the_account(
    demo: DemoServer, client: httpx.Client, clock: HandClock
) -> None:
    submit(client, COOKIE + "; old=1", maxJobs=7)
    demo.accounts[EMAIL].error = "manual update required"
    clock.pass_by(1.5)
    told = submit(client, maxJobs=8).json()
    assert told["updated"] == NOW_MS + 1500
    assert told["updatedUTC"] == "2025-08-25T12:04:18.289Z"
    assert (told["maxJobs"], "old" in told["cookie"], "error" in told) == (8, False, False)
    assert client.get("/accounts").json() == {EMAIL: told}


def test_a_second_submit_without_max_jobs_gets_the_default_again(client: httpx.Client) -> None:
    submit(client, maxJobs=7)
    assert submit(client).text == ACCOUNT


def test_the_owner_is_the_email_claim_of_the_token(client: httpx.Client) -> None:
    assert submit(client, owned_by("Maya+1@mail.example")).json()["email"] == "Maya+1@mail.example"


@pytest.mark.parametrize(
    "token",
    [
        "opaque",
        "two.parts",
        "not.base64.json",
        jwt({"email": 5}),
        jwt({"email": ""}),
        jwt({"sub": "someone"}),
        jwt(["email"]),
        f"head.{base64.urlsafe_b64encode(b'[' * 3000).decode()}.signature",
        f"{jwt({'email': 'a@mail.example'})}.more",
    ],
)
def test_without_such_a_claim_the_owner_is_named_after_lt_id(
    client: httpx.Client, token: str
) -> None:
    cookie = cookie_of(lt_id="user123", lt_token=token, lt_refresh_token="canary-refresh")
    assert submit(client, cookie).text == ACCOUNT


def test_a_claim_needs_no_lt_id(client: httpx.Client) -> None:
    cookie = cookie_of(lt_token=jwt({"email": "a@mail.example"}), lt_refresh_token="canary-refresh")
    told = submit(client, cookie).json()
    assert told["email"] == "a@mail.example"
    assert told["cookie"] == {
        "lt_id": "",
        "lt_token": "…secured…",
        "lt_refresh_token": "…secured…",
    }


def test_extra_cookies_are_kept_and_masked(demo: DemoServer, client: httpx.Client) -> None:
    told = submit(client, f"_ga=GA1.2.canary; {COOKIE}; theme=dark").json()
    assert compact(told["cookie"]) == (
        '{"lt_id":"user123","lt_token":"…secured…","lt_refresh_token":"…secured…",'
        '"_ga":"…secured…","theme":"…secured…"}'
    )
    assert demo.accounts[EMAIL].cookies["_ga"] == "GA1.2.canary"


def test_equals_signs_belong_to_the_value(demo: DemoServer, client: httpx.Client) -> None:
    cookie = cookie_of(lt_id="user123", lt_token="a=b==", lt_refresh_token="=c=")
    submit(client, cookie)
    assert demo.accounts[EMAIL].cookies == {
        "lt_id": "user123",
        "lt_token": "a=b==",
        "lt_refresh_token": "=c=",
    }


def test_of_two_cookies_with_one_name_the_last_counts(client: httpx.Client) -> None:
    assert submit(client, f"lt_id=first; {COOKIE}").text == ACCOUNT


def test_spaces_and_empty_parts_around_cookies_do_not_matter(client: httpx.Client) -> None:
    assert submit(client, f" ;; {COOKIE.replace('; ', ' ;')} ;").text == ACCOUNT


def test_a_cookie_of_8_kb_is_taken(demo: DemoServer, client: httpx.Client) -> None:
    submit(client, f"{COOKIE}; big={'x' * 8192}")
    assert len(demo.accounts[EMAIL].cookies["big"]) == 8192


@pytest.mark.parametrize(
    "email", ["a+b@mail.example", "a/b@mail.example", "a b?#@m", "é@x", "%41", "a/"]
)
def test_percent_encoded_emails_find_their_account(
    demo: DemoServer, client: httpx.Client, email: str
) -> None:
    submit(client, owned_by(email))
    path = f"/v1/ltxstudio/accounts/{quote(email, safe='')}"
    answer = ask(demo, f"GET {path}")
    assert answer.status == "HTTP/1.1 200 OK"
    assert json.loads(answer.body)["email"] == email
    assert ask(demo, f"DELETE {path}").status == "HTTP/1.1 204 No Content"
    assert demo.accounts == {}
    assert demo.requests[-2:] == [("GET", path), ("DELETE", path)]


def test_a_plus_in_a_path_is_a_plus_and_no_space(client: httpx.Client, demo: DemoServer) -> None:
    submit(client, owned_by("a+b@mail.example"))
    raw = ask(demo, "GET /v1/ltxstudio/accounts/a+b@mail.example")
    assert raw.status == "HTTP/1.1 200 OK"
    encoded_space = ask(demo, "GET /v1/ltxstudio/accounts/a%20b%40mail.example")
    assert encoded_space.status == "HTTP/1.1 404 Not Found"


@pytest.mark.parametrize("path", ["accounts", f"accounts/{EMAIL}", "scheduler"])
def test_a_trailing_slash_changes_nothing(
    demo: DemoServer, client: httpx.Client, path: str
) -> None:
    submit(client)
    with_slash, without = (ask(demo, f"GET /v1/ltxstudio/{path}{end}") for end in ("/", ""))
    assert with_slash.status == "HTTP/1.1 200 OK"
    assert with_slash == without


def test_a_submit_with_a_trailing_slash_is_taken(client: httpx.Client) -> None:
    assert client.post("/accounts/", json={"cookie": COOKIE}).text == ACCOUNT


def test_a_query_changes_nothing(client: httpx.Client) -> None:
    submit(client)
    assert client.get("/accounts?page=2").text == f'{{"{EMAIL}":{ACCOUNT}}}'


@pytest.mark.parametrize(
    ("seconds", "number", "text"),
    [
        (0.0, 0, "1970-01-01T00:00:00.000Z"),
        (1717401194.0, 1717401194000, "2024-06-03T07:53:14.000Z"),
        (1756123456.7894, 1756123456789, "2025-08-25T12:04:16.789Z"),
        (1756123456.9996, 1756123457000, "2025-08-25T12:04:17.000Z"),
        (1709164799.999, 1709164799999, "2024-02-28T23:59:59.999Z"),
        (-0.001, -1, "1969-12-31T23:59:59.999Z"),
    ],
)
def test_number_and_text_of_a_time_are_the_same_instant(
    seconds: float, number: int, text: str
) -> None:
    assert milliseconds(seconds) == number
    assert iso(seconds) == text


def test_times_of_any_fraction_agree_on_the_wire(client: httpx.Client, clock: HandClock) -> None:
    for fraction in (0.0004, 0.0005, 0.4999, 0.9994, 0.9996):
        clock.now = 1_756_123_456 + fraction
        told = submit(client).json()
        for name in ("updated", "tokenExpire", "refreshTokenExpire"):
            thousandths = f"{told[name] % 1000:03}Z"
            assert told[f"{name}UTC"].endswith(thousandths), (fraction, name)
            assert told[name] // 1000 % 60 == int(told[f"{name}UTC"][17:19])


def test_fifty_requests_at_once_are_all_answered(demo: DemoServer, client: httpx.Client) -> None:
    def one(number: int) -> str:
        return submit(client, owned_by(f"user{number}@mail.example")).json()["email"]  # type: ignore[no-any-return]

    with ThreadPoolExecutor(50) as pool:
        emails = [*pool.map(one, range(50))]
    assert emails == [f"user{number}@mail.example" for number in range(50)]
    assert set(client.get("/accounts").json()) == set(emails)
    assert demo.requests.count(("POST", "/v1/ltxstudio/accounts")) == 50


def test_fifty_connections_opened_by_hand_are_all_answered(
    demo: DemoServer, client: httpx.Client
) -> None:
    submit(client)
    with ThreadPoolExecutor(50) as pool:
        answers = [*pool.map(lambda _: ask(demo, "GET /v1/ltxstudio/accounts"), range(50))]
    assert {answer.body.decode() for answer in answers} == {f'{{"{EMAIL}":{ACCOUNT}}}'}


def test_an_account_tells_no_cookie_when_it_is_shown() -> None:
    held = DemoAccount(EMAIL, NOW, NOW, NOW, cookies={"lt_token": TOKEN})
    assert TOKEN not in repr(held)
