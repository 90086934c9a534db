"""Neither token nor cookies come out of an error, whatever the service or network does."""

import base64
import gc
import traceback
from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import quote

import httpx
import pytest
from harness.api_client import (
    CANARIES,
    COOKIE,
    LT_REFRESH_TOKEN,
    LT_TOKEN,
    TOKEN,
    client_of,
    cookies,
    given_up,
)
from harness.raw_service import RawService, Reply, json_reply, reply, reset, silence

from ltx_desktop.api.client import AccountsClient
from ltx_desktop.api.errors import ApiError, MissingCookieFields
from ltx_desktop.domain.base_url import BaseUrl

CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"
ECHO = f"cannot use {COOKIE} with {TOKEN}"
TROUBLES: list[Reply] = [
    reset,
    silence,
    b"",
    b"garbage\r\n\r\n",
    CUT,
    reply(302, "", f"Location: https://evil.example/?t={TOKEN}"),
    reply(200, "<html>" + ECHO),
    reply(200, ECHO),
    json_reply(200, {"error": ECHO}),
    json_reply(200, ECHO),
    json_reply(200, {"code": 1, "message": ECHO}),
    reply(400, ECHO),
    json_reply(400, {"error": ECHO, "code": 400}),
    json_reply(400, {"error": {"message": [ECHO]}}),
    json_reply(400, {"error": {ECHO: 1}}),
    json_reply(400, {"error": "x" * 480 + LT_TOKEN}),
    json_reply(400, {"error": f"\x00{LT_TOKEN[:5]}\x07{LT_TOKEN[5:]}"}),
    json_reply(400, {"error": f"Missing required cookie fields: {LT_REFRESH_TOKEN} | lt_token"}),
    json_reply(401, {"error": f"no such token {TOKEN}"}),
    json_reply(402, {"error": ECHO}),
    json_reply(404, {"error": ECHO}),
    json_reply(429, {"error": ECHO, "retryAfter": ECHO}, f"Retry-After: {TOKEN}"),
    json_reply(500, {"error": ECHO}),
    json_reply(596, {"error": ECHO}),
]


def chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        yield from chain(error.__cause__)
        error = error.__context__


def everything_said(error: BaseException) -> str:
    with_locals = traceback.TracebackException.from_exception(error, capture_locals=True)
    ours = [
        "".join(frame.locals.values())
        for frame in with_locals.stack
        if frame.locals and "/ltx_desktop/" in frame.filename
    ]
    plain = traceback.format_exception(error)
    return "".join([repr(error), str(error), repr(error.args), repr(vars(error)), *plain, *ours])


def assert_nothing_slipped(error: BaseException) -> None:
    said = everything_said(error)
    assert [canary for canary in CANARIES if canary in said] == []
    # Not hidden only, but not reachable: httpx' own errors hold the request with its headers.
    assert all(isinstance(link, ApiError) for link in chain(error))


FORMS = [(trouble, n % 4 == 0) for n, trouble in enumerate(TROUBLES)]


@pytest.mark.parametrize(("trouble", "multipart"), FORMS, ids=range(len(FORMS)))
async def test_an_error_of_a_submit_says_no_secret(trouble: Reply, multipart: bool) -> None:
    async with RawService(trouble) as service, client_of(service) as client:
        call = client.submit(cookies(), multipart=multipart)
        with pytest.raises(ApiError) as caught:
            await (given_up(service, call) if trouble is silence else call)
        assert len(service.requests) == 1
    assert_nothing_slipped(caught.value)


def without_cookies(trouble: Reply) -> Reply:
    """The service can only repeat what this request brought it: the token."""
    return trouble.replace(COOKIE.encode(), b"") if isinstance(trouble, bytes) else trouble


ANSWERS = [without_cookies(t) for t in TROUBLES if not isinstance(t, bytes) or TOKEN.encode() in t]


@pytest.mark.parametrize("trouble", ANSWERS, ids=range(len(ANSWERS)))
@pytest.mark.parametrize("call", ["accounts", "account", "remove", "capacity", "subscription"])
async def test_an_error_of_any_call_says_no_token(trouble: Reply, call: str) -> None:
    async with RawService(trouble) as service, client_of(service) as client:
        calling = called(client, call)
        try:
            await (given_up(service, calling) if trouble is silence else calling)
        except ApiError as error:
            assert_nothing_slipped(error)


async def called(client: AccountsClient, call: str) -> None:
    calls: dict[str, Callable[[], Awaitable[object]]] = {
        "accounts": client.accounts,
        "account": lambda: client.account("a@x"),
        "remove": lambda: client.remove("a@x"),
        "capacity": client.capacity,
        "subscription": client.subscription,
    }
    answer = await calls[call]()
    assert [canary for canary in CANARIES if canary in repr(answer)] == []


async def test_an_account_repeats_no_secret_in_its_error() -> None:
    answer = json_reply(200, {"email": "a@x", "error": ECHO, "cookie": {"lt_token": LT_TOKEN}})
    async with RawService(answer) as service, client_of(service) as client:
        account = await client.submit(cookies())
    assert account.error == (
        "cannot use lt_id=[redacted]; lt_token=[redacted]; lt_refresh_token=[redacted]"
        " with [redacted]"
    )
    assert "canary" not in repr(account)


ENCODED = [
    quote(ECHO),
    quote(quote(ECHO)),
    *(base64.b64encode(b"x" * before + ECHO.encode()).decode() for before in range(3)),
    base64.urlsafe_b64encode(ECHO.encode()).decode(),
    quote(base64.b64encode(ECHO.encode()).decode()),
]


@pytest.mark.parametrize("echo", ENCODED, ids=range(len(ENCODED)))
async def test_an_echo_is_hidden_however_it_is_encoded(echo: str) -> None:
    answer = json_reply(200, {"a@x": {"error": f"refresh failed: {echo}"}})
    async with RawService(answer) as service, client_of(service) as client:
        (account,) = await client.accounts()
    assert account.error == "refresh failed: [redacted]"


async def test_an_echo_of_a_cookie_that_nobody_holds_any_more_is_hidden() -> None:
    echo = "lt_id=SYN-1; lt_token=eyJSYN.thetic.-_; lt_refresh_token='SYN/abc+=='"
    answer = json_reply(200, {"a@x": {"error": f"refresh failed: {echo}"}})
    async with RawService(answer) as service, client_of(service) as client:
        (account,) = await client.accounts()
    assert account.error == (
        "refresh failed: lt_id=[redacted]; lt_token=[redacted]; lt_refresh_token='[redacted]'"
    )


async def test_a_name_that_is_listed_as_missing_is_no_secret() -> None:
    trouble = {"error": f"Missing required cookie fields: {LT_REFRESH_TOKEN} | lt_token"}
    async with RawService(json_reply(400, trouble)) as service, client_of(service) as client:
        with pytest.raises(MissingCookieFields) as caught:
            await client.submit(cookies())
    assert caught.value.fields == ("lt_token",)


@pytest.mark.parametrize(
    "error", [httpx.ConnectError, httpx.ReadTimeout, httpx.ProxyError, httpx.DecodingError]
)
async def test_an_error_of_the_library_does_not_live_on_in_ours(
    error: type[httpx.RequestError],
) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error(f"broken: {request.headers['authorization']}", request=request)

    base_url = BaseUrl.parse("https://service.example/v1")
    async with client_of(base_url, transport=httpx.MockTransport(fail)) as client:
        with pytest.raises(ApiError) as caught:
            await client.submit(cookies())
    assert_nothing_slipped(caught.value)
    gc.collect()
    assert not [thing for thing in gc.get_objects() if isinstance(thing, httpx.RequestError)]


async def test_a_client_shows_nothing_of_its_token() -> None:
    async with RawService(reply(200)) as service, client_of(service) as client:
        assert "canary" not in repr(client) + repr(vars(client)) + repr(vars(client._caller))
        assert "canary" not in repr(client._caller._http.headers)
