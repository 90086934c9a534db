"""What a status that is no success means (api-contract 2.1, 4.5, 5.4).

Numbers are never mapped through `http.HTTPStatus`: 522 and 596 are not in it.
"""

import re
from collections.abc import Callable
from datetime import datetime

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
from ltx_desktop.api.payloads import read_words
from ltx_desktop.api.remote_text import tidy_words
from ltx_desktop.api.retry_after import asked_wait
from ltx_desktop.api.transport import Answer

SESSION_DEAD = 596
"""The account behind the request needs a new cookie: repeating never helps."""

_LONGEST_PLAIN_BODY = 4096
_MISSING_FIELDS = re.compile(r"missing required cookie fields?\s*:\s*(?P<names>.+)", re.IGNORECASE)
_COOKIE_NAME = re.compile(r"[\w.-]{1,64}", re.ASCII)
_RETIRED = re.compile(
    r"\b(retired|discontinued|sunset|no longer (offer\w*|available|supported))\b", re.IGNORECASE
)
_RETIRED_WHAT = re.compile(r"\b(api|service|endpoint)\b|ltx ?studio", re.IGNORECASE)


def refusal(answer: Answer, now: Callable[[], datetime]) -> ApiError:
    """The error for an answer that is no success; a 404 is `NotFound` unless it says more."""
    status = answer.status
    message = said(answer)
    if not 400 <= status <= 599:
        return RetiredApi(message) if names_retirement(answer) else BrokenAnswer(f"HTTP {status}")
    match status:
        case 401:
            return Unauthorized(message)
        case 402:
            return SubscriptionRequired(message)
        case 407:
            return Unreachable(message, Obstacle.PROXY)
        case 429:
            return RateLimited(message, asked_wait(answer, now))
        case _ if status >= 500:
            return ServerError(message, status, asked_wait(answer, now))
        case _ if status == 410 or names_retirement(answer):
            return RetiredApi(message)
        case 404:
            return NotFound(message)
        case _:
            return _bad_request(message, status)


def said(answer: Answer) -> str:
    """The service's words in an answer: of its JSON, or all of a short plain text."""
    if answer.is_html:
        return ""
    words = read_words(answer.body)
    if words is not None:
        return words
    try:
        text = answer.body.decode()
    except UnicodeDecodeError:
        return ""
    is_prose = len(text) <= _LONGEST_PLAIN_BODY and text[:1] not in {"{", "["}
    return tidy_words(text) if is_prose else ""


def names_retirement(answer: Answer) -> bool:
    """Whether an answer (HTML too) says in words that the API is no longer there."""
    text = answer.body[:_LONGEST_PLAIN_BODY].decode(errors="replace")
    return bool(_RETIRED.search(text) and _RETIRED_WHAT.search(text))


def says_nothing_is_here(answer: Answer) -> bool:
    """Whether an answer of a page that every LTX API has shows that this is none."""
    if answer.status in {404, 405, 410}:
        return True
    return answer.status < 500 and (answer.is_html or names_retirement(answer))


def _bad_request(message: str, status: int) -> BadRequest:
    if listed := _MISSING_FIELDS.search(message):
        names = (name.strip() for name in re.split(r"[|,]", listed["names"]))
        fields = tuple(name for name in names if _COOKIE_NAME.fullmatch(name))[:10]
        if fields:
            return MissingCookieFields(message, status, fields)
    return BadRequest(message, status)
