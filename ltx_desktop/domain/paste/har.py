"""HTTP Archives (HAR 1.2, softwareishard.com/blog/har-12-spec), of any browser.

Chrome 130 and later leave out every cookie and the headers that carry them, unless its setting
*Allow to generate HAR with sensitive data* is on (devtools-frontend, `Log.ts`). An archive also
holds what other sites said: nothing is kept of it but cookies.
"""

from collections.abc import Iterator

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
    for entry in entries:
        request, response = _part(entry, "request"), _part(entry, "response")
        host = host_of(request.get("url"))
        visits_ltx_studio |= host is not None and is_ltx_studio(host)
        cookies += _sent(request, host)
        cookies += _received(response, host)
    if not cookies and visits_ltx_studio:
        problem = Problem(ProblemCode.SANITISED_HAR)
        return Finding(PasteFormat.SANITISED_HAR, problems=(problem,))
    return Finding(PasteFormat.HAR, tuple(cookies))


def _sent(request: dict[str, object], host: str | None) -> Iterator[PastedCookie]:
    # The header comes last and so counts: Firefox decodes the values in the list.
    yield from cookies_of(request.get("cookies"), host)
    for name, value in _headers(request):
        if name == "cookie":
            yield from split_pairs(value, host) or ()


def _received(response: dict[str, object], host: str | None) -> Iterator[PastedCookie]:
    yield from cookies_of(response.get("cookies"), host)
    for name, value in _headers(response):
        if name == "set-cookie":
            for line in value.splitlines():  # Chrome joins several with line feeds
                if cookie := read_set_cookie(line, host):
                    yield cookie


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
