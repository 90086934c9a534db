"""One request to the service and its bounded answer, over httpx."""

import ipaddress
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urlsplit

import httpx
import truststore

from ltx_desktop.api.bounded_body import ACCEPTED_ENCODINGS, read_body, read_start
from ltx_desktop.api.errors import ApiError, Obstacle, Unreachable
from ltx_desktop.api.network_errors import NETWORK_ERRORS, translated
from ltx_desktop.domain.base_url import BaseUrl

_TIMEOUT = httpx.Timeout(connect=10, read=60, write=30, pool=10)
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": ACCEPTED_ENCODINGS,
    "User-Agent": "ltx-accounts",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """`flaw` is why `body` is empty though there was one; the status counts all the same.

    `date` is the header of that name, empty where a cache may have answered with an old one.
    """

    status: int
    content_type: str
    retry_after: str
    date: str
    body: bytes = b""
    flaw: ApiError | None = None

    @property
    def is_success(self) -> bool:
        return 200 <= self.status <= 299

    @property
    def is_html(self) -> bool:
        """By its first characters, then by its header: JSON may be mislabelled as HTML."""
        start = self.body[:256].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        return start == b"<" or ("html" in self.content_type.lower() and start not in b"{[")


def open_http(
    base_url: BaseUrl,
    transport: httpx.AsyncBaseTransport | None = None,
    headers: Mapping[str, str] = _HEADERS,
) -> httpx.AsyncClient:
    """A client that follows no redirect, keeps no cookie and trusts what the system trusts.

    Proxies are taken from the environment except for this machine itself; Unreachable where
    the environment names one that cannot be used.
    """
    try:
        return httpx.AsyncClient(
            headers=headers,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=_TIMEOUT,
            follow_redirects=False,
            trust_env=not _is_this_machine(base_url),
            verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            transport=transport,
        )
    except (httpx.InvalidURL, ImportError, ValueError):
        pass
    raise Unreachable(obstacle=Obstacle.PROXY)


async def exchange(http: httpx.AsyncClient, build: Callable[[], httpx.Request]) -> Answer:
    """Send the request that `build` makes, once; NoAnswer or BrokenAnswer without a status."""
    try:
        response = await http.send(build(), stream=True)
    except NETWORK_ERRORS as error:
        failure = translated(error)
    else:
        return await _closing(response, lambda: _read_answer(response))
    raise failure


async def _closing(response: httpx.Response, read: Callable[[], Awaitable[Answer]]) -> Answer:
    try:
        return await read()
    finally:
        await response.aclose()


async def _read_answer(response: httpx.Response) -> Answer:
    headers = response.headers
    answer = Answer(
        status=response.status_code,
        content_type=headers.get("content-type", ""),
        retry_after=headers.get("retry-after", ""),
        date="" if "age" in headers else headers.get("date", ""),
    )
    read = read_body if answer.is_success else read_start
    try:
        body = await read(response)
    except ApiError as flaw:
        return replace(answer, flaw=flaw)
    return replace(answer, body=body)


def _is_this_machine(base_url: BaseUrl) -> bool:
    host = urlsplit(base_url.text).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
