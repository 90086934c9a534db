"""What is sent again, how often, and after which pause; a submit never is."""

from datetime import timedelta

import pytest
from harness.api_client import NOW, Pauses, client_of, cookies
from harness.raw_service import Behaviour, RawService, Reply, json_reply, reply, reset

from ltx_desktop.api.errors import (
    ApiError,
    CutOff,
    NotFound,
    RateLimited,
    ServerError,
    Unauthorized,
    Unreachable,
)
from ltx_desktop.domain.account import Account

GOOD = json_reply(200, {"a@x": {}})
CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"
PASSING: list[Reply] = [reply(500), reply(522, "<html>"), reply(429), reset, b"", CUT]
PERMANENT = [400, 401, 402, 403, 409, 410, 422, 596, 302, 407]
ACCOUNT = Account("a@x")


@pytest.mark.parametrize("trouble", PASSING)
async def test_reading_is_tried_again(trouble: Reply) -> None:
    pauses = Pauses()
    async with (
        RawService(trouble, trouble, GOOD) as service,
        client_of(service, pauses=pauses) as client,
    ):
        assert await client.accounts() == (ACCOUNT,)
    assert service.asked == ["GET /v1/ltxstudio/accounts"] * 3
    assert pauses == [0.5, 1.0]


@pytest.mark.parametrize("trouble", PASSING)
async def test_reading_is_given_up_after_three_tries(trouble: Reply) -> None:
    async with RawService(trouble) as service, client_of(service) as client:
        with pytest.raises((ServerError, RateLimited, Unreachable, CutOff)):
            await client.accounts()
    assert len(service.requests) == 3


@pytest.mark.parametrize("trouble", PASSING)
@pytest.mark.parametrize("multipart", [False, True])
async def test_a_submit_is_sent_once_whatever_happens(trouble: Reply, multipart: bool) -> None:
    pauses = Pauses()
    async with (
        RawService(trouble, json_reply(200, {"email": "a@x"})) as service,
        client_of(service, pauses=pauses) as client,
    ):
        with pytest.raises(ApiError):
            await client.submit(cookies(), multipart=multipart)
        assert service.asked == ["POST /v1/ltxstudio/accounts"]
    assert pauses == []


@pytest.mark.parametrize("status", PERMANENT)
async def test_what_a_repeat_cannot_mend_is_asked_once(status: int) -> None:
    async with RawService(reply(status, "text"), GOOD) as service, client_of(service) as client:
        with pytest.raises(ApiError):
            await client.accounts()
    assert len(service.requests) == 1


@pytest.mark.parametrize("trouble", [reply(500), reset, b""])
async def test_a_removal_whose_repeat_finds_nothing_is_done(trouble: Reply) -> None:
    async with RawService(trouble, reply(404)) as service, client_of(service) as client:
        await client.remove("a@x")
    assert service.asked == ["DELETE /v1/ltxstudio/accounts/a%40x"] * 2


async def test_a_removal_that_was_only_put_off_may_find_nothing() -> None:
    answers = (reply(429), reply(404), json_reply(200, {"available": []}))
    async with RawService(*answers) as service, client_of(service) as client:
        with pytest.raises(NotFound):
            await client.remove("a@x")


async def test_a_removal_keeps_the_error_of_its_last_try() -> None:
    async with RawService(reply(500), reply(401)) as service, client_of(service) as client:
        with pytest.raises(Unauthorized):
            await client.remove("a@x")


async def test_pauses_are_drawn_from_the_whole_range() -> None:
    pauses = Pauses()
    repeats = pauses.repeats(random=lambda: 0.25)
    async with RawService(reply(500)) as service, client_of(service, repeats=repeats) as client:
        with pytest.raises(ServerError):
            await client.accounts()
    assert pauses == [0.125, 0.25]


@pytest.mark.parametrize(
    "trouble",
    [
        reply(429, "", "Retry-After: 4"),
        reply(503, "", "Retry-After: 4"),
        reply(429, "", "Retry-After: Mon, 25 Aug 2025 12:00:04 GMT"),
        json_reply(429, {"error": "busy", "retryAfter": "2025-08-25T12:00:04.000Z"}),
        json_reply(429, {"retryAfter": 4}, "Retry-After: soon"),
    ],
)
async def test_a_short_wait_that_is_asked_for_is_kept(trouble: bytes) -> None:
    pauses = Pauses()
    async with RawService(trouble, GOOD) as service, client_of(service, pauses=pauses) as client:
        await client.accounts()
    assert pauses == [4.5]


@pytest.mark.parametrize(
    ("trouble", "wait"),
    [
        (reply(429, "", "Retry-After: 60"), timedelta(minutes=1)),
        (reply(429, "", "Retry-After: Mon, 25 Aug 2025 13:00:00 GMT"), timedelta(hours=1)),
        (reply(429, "", "Retry-After: 99999999999999999999"), timedelta(days=1)),
        (reply(429, "", "Retry-After: 1e400"), timedelta(days=1)),
        (reply(429, "", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT"), timedelta(days=1)),
        (json_reply(429, {"retryAfter": "2025-08-25T12:02:00Z"}), timedelta(minutes=2)),
        (json_reply(429, {"retryAfter": (NOW.timestamp() + 30) * 1000}), timedelta(seconds=30)),
    ],
)
async def test_a_long_wait_is_left_to_the_caller(trouble: bytes, wait: timedelta) -> None:
    pauses = Pauses()
    async with RawService(trouble) as service, client_of(service, pauses=pauses) as client:
        with pytest.raises(RateLimited) as caught:
            await client.accounts()
    assert caught.value.wait == wait
    assert pauses == []


@pytest.mark.parametrize(
    "header",
    ["", "soon", "-5", "0", "nan", "Mon, 99 Foo 2025", "\xff", "Wed, 21 Oct 2015 07:28:00 GMT"],
)
async def test_a_wait_that_makes_no_sense_is_ordinary_backing_off(header: str) -> None:
    pauses = Pauses()
    async with (
        RawService(reply(429, "", f"Retry-After: {header}"), GOOD) as service,
        client_of(service, pauses=pauses) as client,
    ):
        await client.accounts()
    assert pauses == [0.5]


@pytest.mark.parametrize("header", ["-5", "0", "Wed, 21 Oct 2015 07:28:00 GMT"])
async def test_a_wait_that_is_over_is_none(header: str) -> None:
    answer = reply(429, "", f"Retry-After: {header}")
    async with RawService(answer) as service, client_of(service) as client:
        with pytest.raises(RateLimited) as caught:
            await client.accounts()
    assert caught.value.wait is None


@pytest.mark.parametrize("value", [True, [], {}, None, "", "x", float("nan"), 10**500, -1])
async def test_n7_a_retry_after_of_any_type_is_survived(value: object) -> None:
    answer = json_reply(429, {"error": "busy", "retryAfter": value})
    async with RawService(answer) as service, client_of(service) as client:
        with pytest.raises(RateLimited) as caught:
            await client.submit(cookies())
    assert caught.value.message == "busy"
    assert caught.value.wait in {None, timedelta(0), timedelta(days=1)}


async def test_a_closed_client_says_so_instead_of_crashing() -> None:
    never: Behaviour = reset
    async with RawService(never) as service, client_of(service) as client:
        await client.aclose()
        with pytest.raises(Unreachable):
            await client.accounts()
    assert service.requests == []
