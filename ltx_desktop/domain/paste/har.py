"""HTTP Archives (HAR 1.2, softwareishard.com/blog/har-12-spec), of any browser.

Chrome 130 and later leave out every cookie and the headers that carry them, unless its setting
*Allow to generate HAR with sensitive data* is on (devtools-frontend, `Log.ts`). An archive also
holds what other sites said: nothing is kept of it but cookies.
"""

from collections.abc import Iterator
from dataclasses import replace

from ltx_desktop.domain.paste.cookie_objects import cookies_of
from ltx_desktop.domain.paste.header_value import split_pairs
from ltx_desktop.domain.paste.hosts import host_of, is_ltx_studio
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.paste.set_cookie import read_set_cookie
from ltx_desktop.domain.problem import Problem, ProblemCode


def read(value: object) -> Finding | None:
    log = value.get("log") if isinstance(value, dict) else None
    entries = log.get("entries") if isinstance(log, dict) else None
    if not isinstance(entries, list):
        return None
    cookies: list[PastedCookie] = []
    visits_ltx_studio = False
    headers = _CookieHeaders()
    for entry in entries:
        request, response = _part(entry, "request"), _part(entry, "response")
        host = host_of(request.get("url"))
        visits_ltx_studio |= host is not None and is_ltx_studio(host)
        cookies += _sent(request, host, headers)
        cookies += _received(response, host)
    if not cookies and visits_ltx_studio:
        problem = Problem(ProblemCode.SANITISED_HAR)
        return Finding(PasteFormat.SANITISED_HAR, problems=(problem,))
    return Finding(PasteFormat.HAR, tuple(cookies))


class _CookieHeaders:
    """Hundreds of requests send the same header: each is read once."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str | None], tuple[PastedCookie, ...]] = {}

    def read(self, line: str, host: str | None) -> tuple[PastedCookie, ...]:
        if (line, host) not in self._read:
            self._read[line, host] = split_pairs(line, host) or ()
        return self._read[line, host]


def _sent(
    request: dict[str, object], host: str | None, headers: _CookieHeaders
) -> list[PastedCookie]:
    lines = [value for name, value in _headers(request) if name == "cookie"]
    in_headers = [cookie for line in lines for cookie in headers.read(line, host)]
    return _completed(in_headers, cookies_of(request.get("cookies"), host))


def _received(response: dict[str, object], host: str | None) -> list[PastedCookie]:
    # Chrome joins several with line feeds.
    values = [value for name, value in _headers(response) if name == "set-cookie"]
    lines = [line for value in values for line in value.splitlines()]
    in_headers = [cookie for line in lines if (cookie := read_set_cookie(line, host))]
    return _completed(in_headers, cookies_of(response.get("cookies"), host))


def _completed(in_headers: list[PastedCookie], listed: list[PastedCookie]) -> list[PastedCookie]:
    """The headers' values, with the ends that the list knows; Firefox decodes values there."""
    if not in_headers:
        return listed
    ends = {cookie.name: cookie.expiry for cookie in listed if cookie.expiry}
    return [
        replace(cookie, expiry=ends[cookie.name])
        if cookie.expiry is None and cookie.name in ends
        else cookie
        for cookie in in_headers
    ]


def _headers(message: dict[str, object]) -> Iterator[tuple[str, str]]:
    headers = message.get("headers")
    for header in headers if isinstance(headers, list) else ():
        if isinstance(header, dict):
            name, value = header.get("name"), header.get("value")
            if isinstance(name, str) and isinstance(value, str):
                yield name.lower(), value


def _part(entry: object, name: str) -> dict[str, object]:
    part = entry.get(name) if isinstance(entry, dict) else None
    return part if isinstance(part, dict) else {}
