"""Requests to one service in the name of one token: sent in time, repeated where that is safe."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

import httpx

from ltx_desktop.api.errors import ApiError, Obstacle, TimedOut, Unauthorized, Unreachable
from ltx_desktop.api.repeats import Repeats, is_passing
from ltx_desktop.api.retry_after import http_date
from ltx_desktop.api.statuses import refusal
from ltx_desktop.api.transport import Answer, exchange
from ltx_desktop.domain.secret import Secret

T = TypeVar("T")

_CERTAIN_WITHIN = timedelta(seconds=30)
"""An answer that took longer, over a sleep of the machine say, tells too little of the time."""

BodyParts = Callable[[], dict[str, Any]]
"""Makes the arguments of httpx for a body just when it is sent, so that no frame holds cookies."""


class Caller:
    """Knows no page of the service; every method raises `ApiError`s only.

    `clock_skew` is how far the service's clock was ahead of `now` at its last answer, None where
    that did not tell.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        token: Secret,
        *,
        timeout: float,
        repeats: Repeats,
        now: Callable[[], datetime],
    ) -> None:
        self._http = http
        self._token = token
        self._timeout = timeout
        self._repeats = repeats
        self._now = now
        self.clock_skew: timedelta | None = None

    async def in_time(self, call: Callable[[], Awaitable[T]]) -> T:
        """TimedOut where a whole call takes too long.

        What it raises has lost its traceback: the frames below hold bodies of answers, in which
        a service may repeat what it was sent.
        """
        try:
            async with asyncio.timeout(self._timeout):
                return await call()
        except TimeoutError:
            failure: ApiError = TimedOut()
        except ApiError as error:
            failure = error
        raise failure.with_traceback(None)

    async def once(self, method: str, url: str, body: BodyParts = dict) -> Answer:
        """The answer, whatever its status."""
        if self._http.is_closed:
            raise Unreachable(obstacle=Obstacle.BROKEN_OFF)
        if not self._token or not _fits_in_a_header(self._token):
            raise Unauthorized
        asked = self._now()
        answer = await exchange(self._http, lambda: self._request(method, url, body()))
        self.clock_skew = _skew(http_date(answer.date), asked, self._now())
        return answer

    async def repeated(self, method: str, url: str, lost: list[ApiError] | None = None) -> Answer:
        """The first answer that a repeat would not change; `lost` collects what was before it."""
        for tried in itertools.count(1):
            outcome = await self._try(method, url)
            if isinstance(outcome, Answer):
                return outcome
            pause = self._repeats.pause_after(outcome, tried)
            if pause is None:
                raise outcome
            if lost is not None:
                lost.append(outcome)
            await self._repeats.sleep(pause)
        raise AssertionError

    def refusal(self, answer: Answer) -> ApiError:
        """The error for an answer that is no success, without the secrets it may repeat."""
        return refusal(answer, self._now)

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _try(self, method: str, url: str) -> Answer | ApiError:
        """An answer that stands, or a failure that a repeat may mend."""
        try:
            answer = await self.once(method, url)
        except ApiError as failure:
            return failure
        flaw = answer.flaw if answer.is_success else self.refusal(answer)
        return flaw if flaw and is_passing(flaw) else answer

    def _request(self, method: str, url: str, body: dict[str, Any]) -> httpx.Request:
        headers = {"Authorization": f"Bearer {self._token.reveal()}"}
        if "content" in body:
            headers["Content-Type"] = "application/json"
        return self._http.build_request(method, url, headers=headers, **body)


def _fits_in_a_header(token: Secret) -> bool:
    """Anything else would come back inside an error message of the HTTP library."""
    return all("!" <= character <= "~" for character in token.reveal())


def _skew(date: datetime | None, asked: datetime, answered: datetime) -> timedelta | None:
    """How far a clock is ahead that showed `date` at some moment in between."""
    if date is None or not timedelta(0) <= answered - asked <= _CERTAIN_WITHIN:
        return None
    # The header is cut to whole seconds.
    return date + timedelta(seconds=0.5) - (asked + (answered - asked) / 2)
