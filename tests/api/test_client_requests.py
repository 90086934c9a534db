"""What goes over the wire, literally, and what is made of the documented answers."""

import json
from email.message import Message
from email.parser import BytesParser

import pytest
from harness.api_client import COOKIE, TOKEN, client_of, cookies
from harness.raw_service import RawService, Request, json_reply, reply

from ltx_desktop.api.errors import BrokenAnswer, NotFound
from ltx_desktop.api.payloads import read_accounts
from ltx_desktop.domain.account import Account, Capacity
from ltx_desktop.domain.instant import instant_from_number
from ltx_desktop.domain.subscription import Subscription

EMAIL = "user@example.com"

# reference/create-account-configuration-2025-08-25.txt, its missing comma put in
DOCUMENTED = """{
    "email": "user@example.com",
    "cookie": {
      "lt_id": "…",
      "lt_token": "…secured…",
      "lt_refresh_token": "…secured…"
    },
    "maxJobs": 20,
    "updated": 1678886400000,
    "updatedUTC": "2023-03-15T13:20:00.000Z",
    "tokenExpire": 1756197420000,
    "tokenExpireUTC": "2025-08-26T08:37:00.000Z",
    "refreshTokenExpire": 1694774400000,
    "refreshTokenExpireUTC": "2023-09-15T10:40:00.000Z"
}"""
DOCUMENTED_ACCOUNT = Account(
    email=EMAIL,
    max_jobs=20,
    updated=instant_from_number(1678886400000),
    access_expiry=instant_from_number(1756197420000),
    refresh_expiry=instant_from_number(1694774400000),
)
UTF8 = "Content-Type: application/json; charset=utf-8"


def assert_plain_request(request: Request, first_line: str, service: RawService) -> None:
    assert request.head.split("\r\n")[0] == f"{first_line} HTTP/1.1"
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.headers["host"] == f"127.0.0.1:{service.port}"
    assert request.headers["accept"] == "application/json"
    assert "cookie" not in request.headers


async def test_the_list_is_asked_for_and_read() -> None:
    answer = f'{{"{EMAIL}": {DOCUMENTED}, "second@example.com": {{"maxJobs": 3}}}}'
    async with RawService(reply(200, answer, UTF8)) as service, client_of(service) as client:
        accounts = await client.accounts()
    assert [a.email for a in accounts] == [EMAIL, "second@example.com"]
    assert accounts[0].max_jobs == 20
    assert accounts[1] == Account("second@example.com", max_jobs=3)
    assert len(service.requests) == 1
    assert_plain_request(service.requests[0], "GET /v1/ltxstudio/accounts", service)
    assert service.requests[0].body == b""


async def test_one_account_is_asked_for_by_its_encoded_email_and_read_with_its_balance() -> None:
    answer = """{"email": "a+b@example.com", "maxJobs": 20,
        "updatedUTC": "2025-06-03T12:13:14.000Z", "tokenExpireUTC": "2025-07-03T12:13:14.000Z",
        "balance": {"LTXStudio_token": 150},
        "latestCreatedAtMs": {"LTXStudio_token": 1717401194000}}"""
    async with RawService(reply(200, answer, UTF8)) as service, client_of(service) as client:
        account = await client.account("a+b@example.com")
    assert account.balance == 150
    assert account.updated == instant_from_number(1748952794000)
    assert account.access_expiry == instant_from_number(1751544794000)
    assert account.marks == frozenset()
    assert_plain_request(
        service.requests[0], "GET /v1/ltxstudio/accounts/a%2Bb%40example.com", service
    )


@pytest.mark.parametrize(
    ("email", "segment"),
    [
        ("A.B@Example.com", "A.B%40Example.com"),
        ("a/b?c#d@x", "a%2Fb%3Fc%23d%40x"),
        ("100%41@x", "100%2541%40x"),
        ("é@x", "%C3%A9%40x"),
        ("..", "%2E%2E"),
        ("a b", "a%20b"),
        ("\ud800@x", "%3F%40x"),
    ],
)
async def test_an_email_is_one_segment_of_the_path(email: str, segment: str) -> None:
    async with RawService(reply(204)) as service, client_of(service) as client:
        await client.remove(email)
    assert service.asked == [f"DELETE /v1/ltxstudio/accounts/{segment}"]


async def test_an_empty_email_is_never_sent_for_it_would_name_the_list() -> None:
    async with RawService(reply(204)) as service, client_of(service) as client:
        for call in (client.account, client.remove):
            with pytest.raises(NotFound):
                await call("")
    assert service.asked == []


@pytest.mark.parametrize("status", [200, 201, 202])
async def test_a_submit_sends_exactly_the_documented_json(status: int) -> None:
    answer = reply(status, DOCUMENTED, UTF8)
    async with RawService(answer) as service, client_of(service) as client:
        account = await client.submit(cookies(), 7)
    assert account == DOCUMENTED_ACCOUNT
    (request,) = service.requests
    assert_plain_request(request, "POST /v1/ltxstudio/accounts", service)
    assert request.headers["content-type"] == "application/json"
    assert json.loads(request.body) == {"cookie": COOKIE, "maxJobs": 7}


async def test_jobs_default_to_twenty() -> None:
    async with RawService(reply(200, DOCUMENTED)) as service, client_of(service) as client:
        await client.submit(cookies())
    assert json.loads(service.requests[0].body)["maxJobs"] == 20


async def test_a_submit_can_be_a_multipart_form() -> None:
    async with RawService(reply(200, DOCUMENTED)) as service, client_of(service) as client:
        await client.submit(cookies(), 20, multipart=True)
    (request,) = service.requests
    assert_plain_request(request, "POST /v1/ltxstudio/accounts", service)
    kind = request.headers["content-type"]
    message = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.body)
    assert message.get_content_type() == "multipart/form-data"
    parts: list[Message] = list(message.walk())[1:]
    assert {
        str(part.get_param("name", header="content-disposition")): part.get_payload()
        for part in parts
    } == {"cookie": COOKIE, "maxJobs": "20"}
    assert all(part.get_filename() is None for part in parts)


@pytest.mark.parametrize("body", [b"", b"<html>Saved</html>", b"OK", b"{}", b"[]", b"null", b"7"])
async def test_a_submit_whose_success_names_no_account_is_a_broken_answer(body: bytes) -> None:
    async with RawService(reply(200, body)) as service, client_of(service) as client:
        with pytest.raises(BrokenAnswer):
            await client.submit(cookies())
    assert len(service.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        reply(204),
        reply(200, '{"account": "user@example.com", "deleted": true, "remaining": 1}', UTF8),
        reply(200, '{"message": "gone"}', UTF8),
        reply(200),
        reply(202, "[]", "Content-Type: text/html"),
    ],
)
async def test_a_success_of_the_service_means_removed(answer: bytes) -> None:
    async with RawService(answer) as service, client_of(service) as client:
        await client.remove(EMAIL)
    assert len(service.requests) == 1
    assert_plain_request(
        service.requests[0], "DELETE /v1/ltxstudio/accounts/user%40example.com", service
    )


@pytest.mark.parametrize(
    "answer",
    [
        reply(200, "<html>Sign in to this network", "Content-Type: text/html"),
        reply(202, "<html>"),
        reply(200, "OK"),
        reply(200, "{}", "Content-Encoding: gzip"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\ncut",
    ],
)
async def test_a_success_that_is_not_the_services_is_no_removal(answer: bytes) -> None:
    async with RawService(answer) as service, client_of(service) as client:
        with pytest.raises(BrokenAnswer):
            await client.remove(EMAIL)


async def test_capacity_is_read_from_the_scheduler() -> None:
    answer = {
        "executing": [{"jobId": "email:user@example.com:1-type:video", "elapsed": "01:02"}],
        "available": [{"email": EMAIL, "maxJobs": 20, "executing": 1, "available": 19}],
    }
    async with RawService(json_reply(200, answer)) as service, client_of(service) as client:
        assert await client.capacity() == (Capacity(EMAIL, 20, 1, 19),)
    assert_plain_request(service.requests[0], "GET /v1/ltxstudio/scheduler/available", service)


async def test_the_subscription_is_read_from_the_origin_of_the_service() -> None:
    answer = {
        "id": 12345,
        "email": "me@example.com",
        "subscriptionIsActive": True,
        "subscriptions": 1,
        "maxAccountsPerAPI": 3,
        "accounts": {"LTX Studio API": {"total": 1, "active": 1}},
        "sub": "250701",
    }
    async with RawService(json_reply(200, answer)) as service, client_of(service) as client:
        assert await client.subscription() == Subscription("me@example.com", True, 3)
    assert_plain_request(service.requests[0], "GET /v2/account", service)


async def test_cookies_that_the_service_sets_are_not_kept() -> None:
    answer = json_reply(200, {EMAIL: {}}, "Set-Cookie: __cf_bm=abc; Path=/")
    async with RawService(answer) as service, client_of(service) as client:
        await client.accounts()
        await client.accounts()
    assert len(service.requests) == 2
    assert "cookie" not in service.requests[1].headers


@pytest.mark.parametrize(
    "kind",
    ["text/html", "text/plain; charset=utf-16", "application/octet-stream", "nonsense;;;", ""],
)
async def test_n8_a_wrong_content_type_does_not_matter(kind: str) -> None:
    answer = reply(200, f'{{"{EMAIL}": {{"error": "läuft ab"}}}}', f"Content-Type: {kind}")
    async with RawService(answer) as service, client_of(service) as client:
        assert await client.accounts() == (Account(EMAIL, error="läuft ab"),)


async def test_a_long_list_is_read_like_a_short_one() -> None:
    answer = {f"{n}@example.com": {"maxJobs": 20, "updated": 1.7e12 + n} for n in range(10_000)}
    async with RawService(json_reply(200, answer)) as service, client_of(service) as client:
        accounts = await client.accounts()
    assert accounts == read_accounts(json.dumps(answer).encode())
    assert len(accounts) == 10_000


def test_the_documented_dates_are_taken_as_they_are_though_they_contradict_each_other() -> None:
    assert read_accounts(f'{{"{EMAIL}": {DOCUMENTED}}}'.encode()) == (DOCUMENTED_ACCOUNT,)
    assert DOCUMENTED_ACCOUNT.refresh_expiry is not None
    assert DOCUMENTED_ACCOUNT.access_expiry is not None
    assert DOCUMENTED_ACCOUNT.refresh_expiry < DOCUMENTED_ACCOUNT.access_expiry
