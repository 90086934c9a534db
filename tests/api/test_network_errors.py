"""The translation of what httpx raises knows every one of its exceptions."""

import errno
import inspect
import socket
import ssl

import httpx
import pytest

from ltx_desktop.api.errors import (
    ApiError,
    BrokenAnswer,
    CutOff,
    NoAnswer,
    Obstacle,
    TimedOut,
    Unreachable,
)
from ltx_desktop.api.network_errors import NETWORK_ERRORS, translated, translated_in_body

EXPECTED: dict[type[BaseException], type[ApiError] | Obstacle] = {
    httpx.CloseError: Obstacle.BROKEN_OFF,
    httpx.ConnectError: Obstacle.OTHER,
    httpx.ConnectTimeout: TimedOut,
    httpx.CookieConflict: Obstacle.OTHER,
    httpx.DecodingError: BrokenAnswer,
    httpx.HTTPError: Obstacle.OTHER,
    httpx.HTTPStatusError: BrokenAnswer,
    httpx.InvalidURL: Obstacle.NAME,
    httpx.LocalProtocolError: Obstacle.OTHER,
    httpx.NetworkError: Obstacle.BROKEN_OFF,
    httpx.PoolTimeout: TimedOut,
    httpx.ProtocolError: Obstacle.OTHER,
    httpx.ProxyError: Obstacle.PROXY,
    httpx.ReadError: Obstacle.BROKEN_OFF,
    httpx.ReadTimeout: TimedOut,
    httpx.RemoteProtocolError: Obstacle.BROKEN_OFF,
    httpx.RequestError: Obstacle.OTHER,
    httpx.RequestNotRead: Obstacle.OTHER,
    httpx.ResponseNotRead: Obstacle.OTHER,
    httpx.StreamClosed: Obstacle.OTHER,
    httpx.StreamConsumed: Obstacle.OTHER,
    httpx.StreamError: Obstacle.OTHER,
    httpx.TimeoutException: TimedOut,
    httpx.TooManyRedirects: BrokenAnswer,
    httpx.TransportError: Obstacle.OTHER,
    httpx.UnsupportedProtocol: Obstacle.NAME,
    httpx.WriteError: Obstacle.BROKEN_OFF,
    httpx.WriteTimeout: TimedOut,
}


def made(kind: type[BaseException]) -> BaseException:
    """One of the kind, holding a request with a secret where it holds any."""
    wanted = inspect.signature(kind).parameters
    request = httpx.Request("GET", "https://x/", headers={"Authorization": "canary"})
    values = {"message": "canary", "request": request, "response": httpx.Response(200)}
    return kind(**{name: value for name, value in values.items() if name in wanted})


def test_the_table_names_every_public_exception() -> None:
    public = {
        value
        for name in httpx.__all__
        if isinstance(value := getattr(httpx, name), type) and issubclass(value, Exception)
    }
    assert len(public) > 20
    assert set(EXPECTED) == public
    assert all(issubclass(kind, NETWORK_ERRORS) for kind in public)


@pytest.mark.parametrize(("kind", "expected"), EXPECTED.items())
def test_each_is_translated(kind: type[BaseException], expected: type[ApiError] | Obstacle) -> None:
    failure = translated(made(kind))
    if isinstance(expected, Obstacle):
        assert isinstance(failure, Unreachable)
        assert failure.obstacle is expected
    else:
        assert type(failure) is expected
    assert failure.message == ""


@pytest.mark.parametrize("kind", EXPECTED)
def test_in_a_body_they_are_an_answer_that_broke_off_or_took_too_long(
    kind: type[BaseException],
) -> None:
    failure = translated_in_body(made(kind))
    assert type(failure) is (TimedOut if EXPECTED[kind] is TimedOut else CutOff)


@pytest.mark.parametrize(
    ("cause", "obstacle"),
    [
        (ssl.SSLCertVerificationError("expired"), Obstacle.TLS),
        (ssl.SSLError("wrong version"), Obstacle.TLS),
        (socket.gaierror(socket.EAI_NONAME, "unknown"), Obstacle.NAME),
        (socket.gaierror(socket.EAI_AGAIN, "no network"), Obstacle.NAME),
        (UnicodeError("label too long"), Obstacle.NAME),
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), Obstacle.REFUSED),
        (OSError(101, "network is unreachable"), Obstacle.OTHER),
    ],
)
def test_a_failed_connection_is_explained_by_its_cause(
    cause: Exception, obstacle: Obstacle
) -> None:
    middle = OSError("All connection attempts failed")
    middle.__cause__ = ExceptionGroup("several", [OSError("other"), cause])
    outer = httpx.ConnectError("x")
    outer.__context__ = middle
    failure = translated(outer)
    assert isinstance(failure, Unreachable)
    assert failure.obstacle is obstacle


@pytest.mark.parametrize(
    "error",
    [
        OSError("x"),
        UnicodeError("x"),
        TimeoutError(),
        ExceptionGroup("several", [OverflowError("port must be 0-65535")]),
    ],
)
def test_what_httpx_lets_through_is_translated_too(error: Exception) -> None:
    assert isinstance(error, NETWORK_ERRORS)
    assert isinstance(translated(error), NoAnswer)


def test_errors_that_are_each_others_cause_end() -> None:
    first, second = httpx.ConnectError("a"), OSError("b")
    first.__context__, second.__context__ = second, first
    assert isinstance(translated(first), Unreachable)
