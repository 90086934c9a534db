"""An empty list ("no accounts yet") and "no such API (any more)" are told apart."""

import pytest
from harness.api_client import client_of, cookies
from harness.raw_service import Behaviour, RawService, Reply, json_reply, reply, reset, silence

from ltx_desktop.api.client import AccountsClient
from ltx_desktop.api.errors import (
    ApiError,
    BadRequest,
    BrokenAnswer,
    NotFound,
    RateLimited,
    RetiredApi,
    ServerError,
    TimedOut,
    Unauthorized,
    Unreachable,
)

IDLE = json_reply(200, {"executing": [], "available": []})
PAGE = reply(200, "<html>welcome</html>", "Content-Type: text/html")
RETIRED = {"error": "The LTX Studio API has been retired"}


@pytest.mark.parametrize(
    "answer",
    [
        reply(404),
        reply(404, "Configuration not found. To create configuration use POST /accounts."),
        json_reply(404, {"error": "Not Found", "code": 404}),
        reply(404, "<html>not found</html>", "Content-Type: text/html"),
        reply(200, "{}"),
        reply(200, "[]"),
        reply(204),
    ],
)
async def test_n5_no_accounts_yet(answer: bytes) -> None:
    async with RawService(answer, IDLE) as service, client_of(service) as client:
        assert await client.accounts() == ()


@pytest.mark.parametrize(
    ("scheduler", "error"),
    [
        (reply(401), Unauthorized),
        (reply(429), RateLimited),
        (reply(500, "<html>"), ServerError),
        (reset, Unreachable),
        (b"garbage\r\n\r\n", BrokenAnswer),
    ],
)
async def test_a_scheduler_in_trouble_proves_nothing(
    scheduler: Reply, error: type[ApiError]
) -> None:
    """No accounts would mean to forget those that are known."""
    async with RawService(reply(404), *[scheduler] * 9) as service, client_of(service) as client:
        with pytest.raises(error):
            await client.accounts()
    assert set(service.asked) == {
        "GET /v1/ltxstudio/accounts",
        "GET /v1/ltxstudio/scheduler/available",
    }


@pytest.mark.parametrize(
    "scheduler",
    [
        reply(404),
        reply(405),
        reply(410),
        PAGE,
        reply(302, "<html>moved", "Location: /"),
        json_reply(400, RETIRED),
    ],
)
@pytest.mark.parametrize("call", ["accounts", "account", "remove"])
async def test_n6_a_404_without_a_scheduler_is_no_ltx_api(scheduler: bytes, call: str) -> None:
    async with RawService(reply(404), scheduler) as service, client_of(service) as client:
        with pytest.raises(RetiredApi):
            await called(client, call)
    assert len(service.requests) == 2


@pytest.mark.parametrize(
    "answer",
    [
        reply(410),
        json_reply(404, RETIRED),
        json_reply(400, RETIRED),
        reply(404, "<html>The LTX Studio API is no longer available</html>"),
        reply(301, "<html>This API was discontinued"),
    ],
)
@pytest.mark.parametrize("call", ["accounts", "account", "remove", "submit", "capacity"])
async def test_a_retirement_that_is_said_needs_no_second_question(answer: bytes, call: str) -> None:
    async with RawService(answer) as service, client_of(service) as client:
        with pytest.raises(RetiredApi):
            await called(client, call)
    assert len(service.requests) == 1


async def test_a_page_that_says_so_instead_of_the_list() -> None:
    page = reply(200, "<html>This service is no longer offered: the API was retired.</html>")
    async with RawService(page) as service, client_of(service) as client:
        with pytest.raises(RetiredApi):
            await client.accounts()


@pytest.mark.parametrize("status", [404, 405])
@pytest.mark.parametrize("call", ["submit", "capacity"])
async def test_a_page_that_every_api_has_is_missing(status: int, call: str) -> None:
    async with RawService(reply(status)) as service, client_of(service) as client:
        with pytest.raises(RetiredApi):
            await called(client, call)
    assert len(service.requests) == 1


async def test_the_platform_page_may_be_missing() -> None:
    async with RawService(reply(404)) as service, client_of(service) as client:
        with pytest.raises(NotFound):
            await client.subscription()


async def test_an_ordinary_refusal_is_not_taken_for_retirement() -> None:
    answer = json_reply(400, {"error": "This refresh token is no longer available"})
    async with RawService(answer) as service, client_of(service) as client:
        with pytest.raises(BadRequest):
            await client.submit(cookies())


async def test_a_sign_in_page_is_not_taken_for_retirement() -> None:
    async with RawService(PAGE) as service, client_of(service) as client:
        with pytest.raises(BrokenAnswer):
            await client.accounts()


async def test_a_scheduler_that_never_answers_is_given_up_with_the_whole_call() -> None:
    never: Behaviour = silence
    async with RawService(reply(404), never) as service, client_of(service, timeout=0.2) as client:
        with pytest.raises(TimedOut):
            await client.accounts()


async def called(client: AccountsClient, call: str) -> None:
    match call:
        case "account":
            await client.account("a@x")
        case "remove":
            await client.remove("a@x")
        case "submit":
            await client.submit(cookies())
        case "capacity":
            await client.capacity()
        case _:
            await client.accounts()
