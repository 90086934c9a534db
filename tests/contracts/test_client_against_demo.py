"""The client and the demo service were written apart from one contract: they must meet in it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from harness.api_client import NOW, client_of, cookies

from ltx_desktop.api.errors import (
    ApiError,
    BadRequest,
    BrokenAnswer,
    CutOff,
    MissingCookieFields,
    NotFound,
    Obstacle,
    RateLimited,
    RetiredApi,
    ServerError,
    SubscriptionRequired,
    TimedOut,
    Unauthorized,
    Unreachable,
)
from ltx_desktop.demo.seed import demo_accounts
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.cookies import SessionCookies
from ltx_desktop.domain.secret import Secret

EMAIL = "canary-user-id@demo.example"
SEEDED = ["maya", "studio", "renders", "ads", "archive"]
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def running() -> Iterator[DemoServer]:
    with DemoServer(clock=NOW.timestamp) as server:
        yield server


@pytest.fixture
def demo(running: DemoServer) -> DemoServer:
    """As new: no faults and the seeded accounts."""
    running.faults.replace([])
    running.accounts.clear()
    running.accounts.update({one.email: one for one in demo_accounts(NOW.timestamp())})
    return running


def base_url(demo: DemoServer) -> BaseUrl:
    return BaseUrl.parse(demo.base_url)


async def test_the_life_of_an_account(demo: DemoServer) -> None:
    async with client_of(base_url(demo), token=demo.token) as client:
        submitted = await client.submit(cookies(), 7)
        assert (submitted.email, submitted.max_jobs) == (EMAIL, 7)
        assert submitted.updated == NOW
        assert submitted.access_expiry == NOW + DAY
        assert submitted.refresh_expiry == NOW + 90 * DAY
        assert submitted.marks == frozenset()
        assert submitted in await client.accounts()
        assert (await client.account(EMAIL)).balance == 150
        assert EMAIL in {one.email for one in await client.capacity()}
        await client.remove(EMAIL)
        for call in (client.account, client.remove):
            with pytest.raises(NotFound):
                await call(EMAIL)
        assert len(await client.accounts()) == len(SEEDED)


async def test_the_seeded_accounts_are_read(demo: DemoServer) -> None:
    async with client_of(base_url(demo), token=demo.token) as client:
        accounts = {one.email.partition("@")[0]: one for one in await client.accounts()}
    assert list(accounts) == SEEDED
    assert accounts["renders"].refresh_expiry is None
    assert (accounts["archive"].error or "").startswith("Session refresh failed")


async def test_multipart_does_the_same(demo: DemoServer) -> None:
    async with client_of(base_url(demo), token=demo.token) as client:
        assert await client.submit(cookies(), 7, multipart=True) == await client.submit(
            cookies(), 7
        )


@pytest.mark.parametrize("shape", ["", "none-map", "none-text", "none-json"])
async def test_no_accounts_yet(demo: DemoServer, shape: str) -> None:
    demo.accounts.clear()
    if shape:
        demo.faults.add(shape)
    async with client_of(base_url(demo), token=demo.token) as client:
        assert await client.accounts() == ()


@pytest.mark.parametrize("email", ["a+b@example.com", "A.B@Example.com", "a/b@x", "é@x", "a%41@x"])
async def test_odd_emails_find_their_account(demo: DemoServer, email: str) -> None:
    held = demo.accounts["maya@northlight.example"]
    held.email = email
    demo.accounts[email] = held
    async with client_of(base_url(demo), token=demo.token) as client:
        assert (await client.account(email)).email == email
        await client.remove(email)
    assert email not in demo.accounts


@pytest.mark.parametrize("shape", ["", "400-no-code"])
async def test_bad_submits_are_explained(demo: DemoServer, shape: str) -> None:
    if shape:
        demo.faults.add(shape)
    no_tokens = SessionCookies(Secret("user"), Secret(""), Secret(""))
    async with client_of(base_url(demo), token=demo.token) as client:
        with pytest.raises(MissingCookieFields) as missing:
            await client.submit(no_tokens)
        with pytest.raises(BadRequest) as too_many:
            await client.submit(cookies(), 101)
    assert missing.value.fields == ("lt_token", "lt_refresh_token")
    assert too_many.value.message == "maxJobs must be between 1 and 100"


async def test_a_wrong_token_is_unauthorized(demo: DemoServer) -> None:
    async with client_of(base_url(demo), token="user:1-wrong") as client:
        for call in (client.accounts, client.subscription, lambda: client.submit(cookies())):
            with pytest.raises(Unauthorized):
                await call()


async def test_the_subscription_is_told(demo: DemoServer) -> None:
    async with client_of(base_url(demo), token=demo.token) as client:
        subscription = await client.subscription()
    assert (subscription.active, subscription.max_accounts) == (True, 6)


@pytest.mark.parametrize("shape", ["june", "get-without-refresh", "incoherent", "seconds"])
async def test_every_shape_of_times_is_read(demo: DemoServer, shape: str) -> None:
    demo.faults.add(shape)
    async with client_of(base_url(demo), token=demo.token) as client:
        submitted = await client.submit(cookies())
        account = await client.account(EMAIL)
    assert submitted.updated
    assert submitted.access_expiry
    assert not submitted.marks
    assert (account.refresh_expiry is None) == (shape in {"june", "get-without-refresh"})


@pytest.mark.parametrize("shape", ["email-only", "mask-lt-id", "post-201", "delete-200"])
async def test_every_other_shape_is_read(demo: DemoServer, shape: str) -> None:
    demo.faults.add(shape)
    async with client_of(base_url(demo), token=demo.token) as client:
        assert (await client.submit(cookies())).email == EMAIL
        await client.remove(EMAIL)
    assert EMAIL not in demo.accounts


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("401", Unauthorized),
        ("402", SubscriptionRequired),
        ("429", RateLimited),
        ("429-date", RateLimited),
        ("429-body", RateLimited),
        ("500", ServerError),
        ("502", ServerError),
        ("522", ServerError),
        ("596", ServerError),
        ("410", RetiredApi),
        ("retired", RetiredApi),
        ("html", BrokenAnswer),
        ("empty", BrokenAnswer),
        ("redirect=https://elsewhere.example/", BrokenAnswer),
        ("error-object", BadRequest),
        ("reset", Unreachable),
        ("lost-answer", Unreachable),
        ("cut-body", CutOff),
        ("delay=5", TimedOut),
    ],
)
async def test_every_fault_has_its_error(
    demo: DemoServer, fault: str, expected: type[ApiError]
) -> None:
    demo.faults.add(fault)
    timeout = 0.2 if expected is TimedOut else 10
    async with client_of(base_url(demo), token=demo.token, timeout=timeout) as client:
        for call in (client.accounts, lambda: client.submit(cookies())):
            with pytest.raises(expected) as caught:
                await call()
            if isinstance(caught.value, RateLimited):
                assert caught.value.wait == timedelta(seconds=30)
            if isinstance(caught.value, Unreachable):
                assert caught.value.obstacle is Obstacle.BROKEN_OFF


@pytest.mark.parametrize("fault", ["500*2", "reset*2", "cut-body*2", "429=0*2"])
async def test_passing_faults_are_passed_over_in_reading(demo: DemoServer, fault: str) -> None:
    before = len(demo.requests)
    demo.faults.add(f"GET:{fault}")
    async with client_of(base_url(demo), token=demo.token) as client:
        assert len(await client.accounts()) == len(SEEDED)
    assert len(demo.requests) == before + 3


async def test_a_submit_whose_answer_is_lost_was_sent_once_and_can_be_read_back(
    demo: DemoServer,
) -> None:
    before = len(demo.requests)
    demo.faults.add("POST:lost-answer*1")
    async with client_of(base_url(demo), token=demo.token) as client:
        with pytest.raises(Unreachable):
            await client.submit(cookies())
        assert (await client.account(EMAIL)).updated == NOW
    assert [method for method, _ in demo.requests[before:]] == ["POST", "GET"]


async def test_a_removal_whose_answer_is_lost_is_done(demo: DemoServer) -> None:
    before = len(demo.requests)
    demo.faults.add("DELETE:lost-answer*1")
    async with client_of(base_url(demo), token=demo.token) as client:
        await client.remove("maya@northlight.example")
    assert "maya@northlight.example" not in demo.accounts
    assert [method for method, _ in demo.requests[before:]] == ["DELETE", "DELETE"]
