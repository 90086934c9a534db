"""Every status and every way of saying no becomes the right `ApiError`."""

from collections.abc import Awaitable, Callable

import pytest
from harness.api_client import OneAnswer, client_of, cookies
from harness.raw_service import RawService, Reply, json_reply, reply

from ltx_desktop.api.client import AccountsClient
from ltx_desktop.api.errors import (
    ApiError,
    BadRequest,
    BrokenAnswer,
    MissingCookieFields,
    NotFound,
    Obstacle,
    RateLimited,
    RetiredApi,
    ServerError,
    SubscriptionRequired,
    Unauthorized,
    Unreachable,
)
from ltx_desktop.domain.base_url import BaseUrl

Call = Callable[[AccountsClient], Awaitable[object]]

CALLS: dict[str, Call] = {
    "accounts": lambda client: client.accounts(),
    "account": lambda client: client.account("a@x"),
    "submit": lambda client: client.submit(cookies()),
    "remove": lambda client: client.remove("a@x"),
    "capacity": lambda client: client.capacity(),
    "subscription": lambda client: client.subscription(),
}
every_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())


async def error_of(answer: Reply, call: Call = CALLS["submit"]) -> ApiError:
    async with RawService(answer) as service, client_of(service) as client:
        with pytest.raises(ApiError) as caught:
            await call(client)
    return caught.value


def expected(status: int) -> type[ApiError]:
    special: dict[int, type[ApiError]] = {
        401: Unauthorized,
        402: SubscriptionRequired,
        407: Unreachable,
        410: RetiredApi,
        429: RateLimited,
    }
    if status < 400:
        return BrokenAnswer
    return special.get(status) or (ServerError if status >= 500 else BadRequest)


@every_call
async def test_n1_every_status_is_an_answer_or_an_error(call: Call) -> None:
    transport = OneAnswer()
    transport.body = b"<html>something</html>"
    base_url = BaseUrl.parse("https://service.example/v1/ltxstudio")
    async with client_of(base_url, transport=transport) as client:
        for status in [*range(100, 200), *range(300, 600)]:
            if status in {404, 405}:
                continue  # these depend on the page, see test_client_retired.py
            transport.status = status
            with pytest.raises(expected(status)) as caught:
                await call(client)
            error = caught.value
            if isinstance(error, BadRequest | ServerError):
                assert error.status == status


async def test_odd_statuses_come_through_a_real_connection() -> None:
    statuses = [*range(200, 600, 9), 404, 405, 407, 522, 596, 599]
    answers = [reply(status, reason="") for status in statuses]
    async with RawService(*answers) as service, client_of(service) as client:
        for status in statuses:
            wanted = RetiredApi if status in {404, 405} else expected(status)
            # A success without a body names no account.
            with pytest.raises(wanted):
                await client.submit(cookies())
        assert len(service.requests) == len(statuses)


@pytest.mark.parametrize("status", [100, 102, 103, 199])
async def test_an_informational_answer_alone_is_no_answer(status: int) -> None:
    error = await error_of(b"HTTP/1.1 %d \r\n\r\n" % status)
    assert isinstance(error, Unreachable)
    assert error.obstacle is Obstacle.BROKEN_OFF


async def test_informational_answers_before_the_answer_are_skipped() -> None:
    answer = b"HTTP/1.1 103 \r\nLink: </x>\r\n\r\nHTTP/1.1 100 \r\n\r\n" + json_reply(
        200, {"a@x": {}}
    )
    async with RawService(answer) as service, client_of(service) as client:
        assert len(await client.accounts()) == 1


async def test_switching_protocols_is_a_broken_answer() -> None:
    answer = b"HTTP/1.1 101 \r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"
    assert isinstance(await error_of(answer), BrokenAnswer)


@pytest.mark.parametrize(
    ("answer", "fields"),
    [
        (
            "Missing required cookie fields: lt_token | lt_refresh_token",
            ("lt_token", "lt_refresh_token"),
        ),
        ("Missing required cookie fields: lt_token", ("lt_token",)),
        ("missing required cookie field: lt_id|lt_token", ("lt_id", "lt_token")),
        ("Missing required cookie fields: lt_id, lt_token", ("lt_id", "lt_token")),
    ],
)
async def test_missing_cookies_are_named(answer: str, fields: tuple[str, ...]) -> None:
    error = await error_of(json_reply(400, {"error": answer, "code": 400}))
    assert isinstance(error, MissingCookieFields)
    assert error.fields == fields
    assert error.message == answer
    assert error.status == 400


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"error": "maxJobs must be between 1 and 100", "code": 400}', "maxJobs must be"),
        ('{"error": "Account does not exist or password is incorrect"}', "Account does not"),
        ('{"error": {"code": 400, "message": "bad cookie", "status": "X"}}', "bad cookie"),
        ('{"error": {"error": {"message": "deep"}}}', "deep"),
        ('{"error": {"lt_token": 1}}', "lt_token"),
        ('{"error": ["one", {"message": "two"}]}', "one, two"),
        ('{"error": 4711}', "4711"),
        ('{"error": true}', "true"),
        ('{"message": "only a message"}', "only a message"),
        ('"just text"', "just text"),
        ("plain prose", "plain prose"),
        ("Missing required cookie fields:  | ;", "Missing required"),
        ('\ufeff{"error": "with a BOM"}', "with a BOM"),
        ('{"error": "a\\u0000b\\nc\\ud800\\u009bd"}', "ab cd"),
    ],
)
async def test_n2_a_bad_request_says_what_the_service_said(body: str, message: str) -> None:
    error = await error_of(reply(400, body))
    assert type(error) is BadRequest
    assert error.message.startswith(message)
    assert str(error) == error.message


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"{}",
        b"[]",
        b'{"error": null}',
        b'{"error": ""}',
        b'{"error": {}}',
        b'{"error": [], "code": 400}',
        b"<!doctype html><title>no</title>",
        b"\xff\xfe\x00\x00",
        b"[" * 100_000,
        b'{"a": 1, "b"',
        b"x" * 5000,
    ],
)
async def test_a_bad_request_may_say_nothing(body: bytes) -> None:
    error = await error_of(reply(400, body))
    assert type(error) is BadRequest
    assert error.message == ""


async def test_words_of_the_service_are_bounded() -> None:
    error = await error_of(json_reply(422, {"error": "long " * 1000}))
    assert isinstance(error, BadRequest)
    assert error.status == 422
    assert len(error.message) <= 500


@pytest.mark.parametrize("answer", [{"error": "Unauthorized", "code": 401}, {"error": {}}, []])
@every_call
async def test_401_is_about_the_token(call: Call, answer: object) -> None:
    assert isinstance(await error_of(json_reply(401, answer), call), Unauthorized)


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "ünicode", "nul\0"])
async def test_a_token_that_fits_in_no_header_is_refused_unsent(token: str) -> None:
    async with RawService(reply(200)) as service, client_of(service, token=token) as client:
        for call in CALLS.values():
            with pytest.raises(Unauthorized) as caught:
                await call(client)
    assert service.requests == []
    assert token == "" or token not in repr(caught.value)


@pytest.mark.parametrize(
    "words", ["Subscription required", "Account has no subscription or subscription expired"]
)
@every_call
async def test_402_is_about_the_subscription(call: Call, words: str) -> None:
    error = await error_of(json_reply(402, {"error": words, "code": 402}), call)
    assert isinstance(error, SubscriptionRequired)
    assert error.message == words


@every_call
async def test_407_is_the_proxy(call: Call) -> None:
    error = await error_of(reply(407, "<html>"), call)
    assert isinstance(error, Unreachable)
    assert error.obstacle is Obstacle.PROXY


@pytest.mark.parametrize("status", [500, 502, 503, 522, 596, 599])
async def test_server_errors_keep_their_number(status: int) -> None:
    error = await error_of(reply(status, "<html><h1>Bad gateway</h1>"))
    assert isinstance(error, ServerError)
    assert (error.status, error.message) == (status, "")


async def test_what_the_service_said_about_a_server_error_is_kept() -> None:
    words = "Session refreshed but validation failed. Please try again."
    error = await error_of(json_reply(500, {"error": words}))
    assert isinstance(error, ServerError)
    assert error.message == words


@pytest.mark.parametrize("name", ["accounts", "account", "capacity", "subscription"])
async def test_a_sign_in_page_is_a_broken_answer(name: str) -> None:
    page = "\n <!DOCTYPE html><title>Hotel Wi-Fi</title>"
    error = await error_of(reply(200, page, "Content-Type: text/html"), CALLS[name])
    assert type(error) is BrokenAnswer
    assert error.message == ""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"7",
        b'"text"',
        b'{"error": "Unauthorized", "code": 401}',
        b'{"error": {"message": "x"}}',
        b'{"ok": true}',
        b'["a@x"]',
        b'{"a@x": {"maxJobs": 1}',
        b"\x00\x01\x02",
        b"[" * 100_000,
    ],
)
async def test_a_list_that_cannot_be_read_is_never_an_empty_list(body: bytes) -> None:
    assert isinstance(await error_of(reply(200, body), CALLS["accounts"]), BrokenAnswer)


@pytest.mark.parametrize("name", ["account", "remove"])
async def test_404_about_one_account(name: str) -> None:
    missing = reply(404, "Account configuration not found for the specified email address.")
    async with (
        RawService(missing, json_reply(200, {"available": []})) as service,
        client_of(service) as client,
    ):
        with pytest.raises(NotFound) as caught:
            await CALLS[name](client)
    assert caught.value.message.startswith("Account configuration not found")
