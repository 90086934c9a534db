"""The LTX accounts service as Python calls (api-contract 2 and 5.1)."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import quote

import httpx

from ltx_desktop.api import payloads
from ltx_desktop.api.caller import Caller
from ltx_desktop.api.errors import ApiError, BrokenAnswer, NotFound, RetiredApi, is_ambiguous
from ltx_desktop.api.repeats import Repeats
from ltx_desktop.api.retry_after import utc_now
from ltx_desktop.api.statuses import names_retirement, says_nothing_is_here
from ltx_desktop.api.transport import Answer, open_http
from ltx_desktop.domain.account import Account, Capacity
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.cookies import SessionCookies
from ltx_desktop.domain.max_jobs import DEFAULT_MAX_JOBS
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.subscription import Subscription

T = TypeVar("T")

_DECODE_ASIDE_FROM = 256 * 1024
"""Bytes; decoding more than that in the event loop would be seen as a stutter."""


class AccountsClient:
    """Every method raises `ApiError`s only; cancelling one ends its request at once.

    `timeout` is in seconds for a whole call with its repeats and pauses. Reading and removing
    are repeated as `repeats` says; a submit never is, for a cookie may be good for one use only.
    """

    def __init__(
        self,
        base_url: BaseUrl,
        token: Secret,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        timeout: float = 90.0,
        repeats: Repeats | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """Unreachable where the environment names a proxy that cannot be used."""
        self._base_url = base_url
        self._token = token
        self._caller = Caller(
            open_http(base_url, transport),
            token,
            timeout=timeout,
            repeats=repeats or Repeats(),
            now=now,
        )

    @property
    def clock_skew(self) -> timedelta | None:
        """How far the service's clock is ahead of this machine's, by its last answer."""
        return self._caller.clock_skew

    async def accounts(self) -> tuple[Account, ...]:
        """All accounts; () also where the service answers 404 though it offers the API."""
        return await self._caller.in_time(self._accounts)

    async def account(self, email: str) -> Account:
        """One account with its balance; NotFound where the service does not know it."""
        return await self._caller.in_time(lambda: self._account(email))

    async def submit(
        self,
        cookies: SessionCookies,
        max_jobs: int = DEFAULT_MAX_JOBS,
        *,
        multipart: bool = False,
    ) -> Account:
        """Create or update the account that the cookies belong to, with one request.

        BrokenAnswer: the service took the cookies, but its answer names no account (it may be
        empty or HTML), or it is a redirect. NoAnswer, ServerError: it may have taken them.
        """
        return await self._caller.in_time(
            lambda: self._submit(cookies, max_jobs, multipart=multipart)
        )

    async def remove(self, email: str) -> None:
        """Take an account off the service.

        NotFound: it was not there to begin with. BrokenAnswer: a success, but not the service's
        (a sign-in page, say); it may still be there.
        """
        await self._caller.in_time(lambda: self._remove(email))

    async def capacity(self) -> tuple[Capacity, ...]:
        """How busy the accounts are; RetiredApi where there is no scheduler to ask."""
        return await self._caller.in_time(self._capacity)

    async def subscription(self) -> Subscription:
        """Whose token this is; NotFound where the service has no such page."""
        return await self._caller.in_time(self._subscription)

    async def aclose(self) -> None:
        await self._caller.aclose()

    async def _accounts(self) -> tuple[Account, ...]:
        answer = await self._caller.repeated("GET", self._url("accounts"))
        if answer.status == 404:
            failure = await self._missing(answer)
            if isinstance(failure, NotFound):
                return ()
            raise failure
        body = self._body(answer, on_every_api=True)
        if answer.status == 204:
            return ()
        return await _decoded(body, lambda: payloads.read_accounts(body))

    async def _account(self, email: str) -> Account:
        answer = await self._caller.repeated("GET", self._url("accounts", email))
        if answer.status == 404:
            raise await self._missing(answer)
        body = self._body(answer)
        return await _decoded(body, lambda: payloads.read_account(body, email))

    async def _submit(self, cookies: SessionCookies, max_jobs: int, *, multipart: bool) -> Account:
        def body() -> dict[str, Any]:
            if multipart:
                return {"files": payloads.submit_form(cookies, max_jobs)}
            return {"content": payloads.encode_submit(cookies, max_jobs)}

        answer = await self._caller.once("POST", self._url("accounts"), body)
        read = self._body(answer, on_every_api=True)
        return await _decoded(read, lambda: payloads.read_account(read))

    async def _remove(self, email: str) -> None:
        lost: list[ApiError] = []
        url = self._url("accounts", email)
        answer = await self._caller.repeated("DELETE", url, lost)
        if answer.status != 404:
            payloads.check_removal(self._body(answer))
        elif not any(map(is_ambiguous, lost)):
            raise await self._missing(answer)

    async def _capacity(self) -> tuple[Capacity, ...]:
        answer = await self._caller.repeated("GET", self._url("scheduler", "available"))
        return payloads.read_capacity(self._body(answer, on_every_api=True))

    async def _subscription(self) -> Subscription:
        answer = await self._caller.repeated("GET", f"{self._base_url.origin}/v2/account")
        return payloads.read_subscription(self._body(answer))

    def _url(self, *parts: str) -> str:
        """NotFound for what is no name of anything: an empty part would name its parent."""
        if not all(parts):
            raise NotFound
        return "/".join((self._base_url.text, *map(_encoded, parts)))

    def _body(self, answer: Answer, *, on_every_api: bool = False) -> bytes:
        """The body of a success; RetiredApi where a page is missing that every API has."""
        if not answer.is_success:
            failure = self._caller.refusal(answer)
            if on_every_api and answer.status in {404, 405}:
                raise RetiredApi(failure.message)
            raise failure
        if answer.flaw:
            raise answer.flaw
        if answer.is_html:
            raise RetiredApi if names_retirement(answer) else BrokenAnswer
        return answer.body

    async def _missing(self, answer: Answer) -> ApiError:
        """What a 404 means: NotFound, or RetiredApi where the scheduler is not there either."""
        failure = self._caller.refusal(answer)
        if not isinstance(failure, NotFound):
            return failure
        try:
            scheduler = await self._caller.repeated("GET", self._url("scheduler", "available"))
        except ApiError as error:
            return error
        if says_nothing_is_here(scheduler):
            return RetiredApi(failure.message)
        return failure if scheduler.is_success else self._caller.refusal(scheduler)


def _encoded(part: str) -> str:
    if part in {".", ".."}:
        return part.replace(".", "%2E")
    return quote(part, safe="", errors="replace")


async def _decoded(body: bytes, decode: Callable[[], T]) -> T:
    return decode() if len(body) < _DECODE_ASIDE_FROM else await asyncio.to_thread(decode)
