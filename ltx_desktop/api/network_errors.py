"""The one translation of what httpx raises into `ApiError`s.

The exceptions of httpx hold the request and with it the API token and the cookies: none of them
may stay reachable from what is raised instead. So callers leave their `except` block first:

    try:
        …
    except NETWORK_ERRORS as error:
        failure = translated(error)
    raise failure
"""

import errno
import socket
import ssl
from collections.abc import Iterator

import httpx

from ltx_desktop.api.errors import ApiError, BrokenAnswer, CutOff, Obstacle, TimedOut, Unreachable

NETWORK_ERRORS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.CookieConflict,
    httpx.StreamError,
    OSError,
    UnicodeError,
    ExceptionGroup,
)
"""Besides its own, httpx lets through errors of the socket, of a host name's encoding, and the
groups in which anyio wraps what connecting raised (a proxy with an impossible port)."""


def translated(error: BaseException) -> ApiError:
    """One of `NETWORK_ERRORS` as it is without an answer's status, by type and by cause."""
    match error:
        case httpx.TimeoutException() | TimeoutError():
            return TimedOut()
        case httpx.ProxyError():
            return Unreachable(obstacle=Obstacle.PROXY)
        case httpx.ConnectError() | ExceptionGroup():
            return Unreachable(obstacle=_connect_obstacle(error))
        case httpx.RemoteProtocolError() if _was_answered(error):
            return BrokenAnswer()
        case httpx.NetworkError() | httpx.RemoteProtocolError():
            return Unreachable(obstacle=Obstacle.BROKEN_OFF)
        case httpx.DecodingError() | httpx.TooManyRedirects() | httpx.HTTPStatusError():
            return BrokenAnswer()
        case httpx.InvalidURL() | httpx.UnsupportedProtocol() | UnicodeError():
            return Unreachable(obstacle=Obstacle.NAME)
        case _:
            return Unreachable(obstacle=Obstacle.OTHER)


def translated_in_body(error: BaseException) -> ApiError:
    """The same for an answer whose status has arrived already."""
    failure = translated(error)
    return CutOff() if isinstance(failure, Unreachable | BrokenAnswer) else failure


def _connect_obstacle(error: BaseException) -> Obstacle:
    for cause in _causes(error):
        match cause:
            case ssl.SSLError():
                return Obstacle.TLS
            case socket.gaierror() | UnicodeError():
                return Obstacle.NAME
            case OSError(errno=errno.ECONNREFUSED):
                return Obstacle.REFUSED
            case _:
                pass
    return Obstacle.OTHER


def _was_answered(error: BaseException) -> bool:
    """Whether bytes came that are no HTTP: only then the parser (h11) had something to refuse."""
    return any(type(cause).__module__.startswith("h11.") for cause in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error, what it came from, and the members of groups among them."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        current = waiting.pop()
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        waiting += [current.__context__, current.__cause__]
        if isinstance(current, BaseExceptionGroup):
            waiting += current.exceptions
