"""Everything that can go wrong between this app and the service.

    ApiError
    ├── Refused                    the service understood and said no
    │   ├── BadRequest             400 and other 4xx
    │   │   └── MissingCookieFields  400 that names cookies
    │   ├── Unauthorized           401: the API token, never the cookie
    │   ├── SubscriptionRequired   402
    │   ├── NotFound               404 about one account
    │   ├── RetiredApi             404/405/410/HTML where the API should be
    │   └── RateLimited            429
    ├── ServerError                5xx, 52x, 596
    ├── BrokenAnswer               success that cannot be read, a redirect, too large
    │   └── CutOff                 the answer broke off after its status
    └── NoAnswer
        ├── Unreachable            no connection was made, or it broke before an answer
        └── TimedOut

Errors hold the service's own words at most, never a request, a header or a cookie.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum, unique


@dataclass(eq=False)
class ApiError(Exception):
    """`message` is the service's own text, shortened and free of control characters."""

    message: str = ""

    def __str__(self) -> str:
        return self.message


class Refused(ApiError):
    """The service understood and said no."""


@dataclass(eq=False)
class BadRequest(Refused):
    status: int = 400


@dataclass(eq=False)
class MissingCookieFields(BadRequest):
    """`fields` are the cookie names that the service listed."""

    fields: tuple[str, ...] = ()


class Unauthorized(Refused):
    """The API token was refused; never the cookie."""


class SubscriptionRequired(Refused):
    """The token's owner has no subscription."""


class NotFound(Refused):
    """There is no such account, or no such page where a service need not have one."""


class RetiredApi(Refused):
    """No LTX Studio API at this address (any more)."""


@dataclass(eq=False)
class RateLimited(Refused):
    """`wait` is what the service asked for, bounded; None where it did not say."""

    wait: timedelta | None = None


@dataclass(eq=False)
class ServerError(ApiError):
    """`wait` is what the service asked for, bounded; None where it did not say."""

    status: int = 500
    wait: timedelta | None = None


class BrokenAnswer(ApiError):
    """Something answered, but not with anything this app can read."""


class CutOff(BrokenAnswer):
    """The connection broke in the middle of an answer."""


class NoAnswer(ApiError):
    """No answer came; whether the request was carried out is unknown."""


@unique
class Obstacle(StrEnum):
    """What kept a connection from being made or kept, as far as it can be told."""

    NAME = "name"
    REFUSED = "refused"
    TLS = "tls"
    PROXY = "proxy"
    BROKEN_OFF = "broken-off"
    OTHER = "other"


@dataclass(eq=False)
class Unreachable(NoAnswer):
    obstacle: Obstacle = Obstacle.OTHER


class TimedOut(NoAnswer):
    """The service took longer than it may."""


_NEVER_SENT = frozenset({Obstacle.NAME, Obstacle.REFUSED, Obstacle.TLS, Obstacle.PROXY})


def is_ambiguous(failure: ApiError) -> bool:
    """Whether the request may have been carried out in spite of the failure."""
    if isinstance(failure, Unreachable):
        return failure.obstacle not in _NEVER_SENT
    return isinstance(failure, NoAnswer | ServerError | CutOff)


def leaves_cookies_unused(failure: ApiError) -> bool:
    """Whether a failed submit proves that the service did nothing with the cookies."""
    if isinstance(failure, Unreachable):
        return failure.obstacle in _NEVER_SENT
    return isinstance(
        failure, Unauthorized | SubscriptionRequired | MissingCookieFields | RetiredApi
    )


def may_have_been_applied(failure: ApiError) -> bool:
    """As `is_ambiguous`; an answer that cannot be read may be a success, too (api-contract 1.7)."""
    return is_ambiguous(failure) or isinstance(failure, BrokenAnswer)
