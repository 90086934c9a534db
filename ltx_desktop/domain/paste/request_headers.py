"""Request headers as browsers copy them: `Name: value` lines, one of them `Cookie:`.

Firefox's *Copy Request Headers* begins with the request line; in Chrome's Headers pane a
selection gives name and value on two lines; HTTP/2 may split cookies over several lines
(RFC 9113 8.2.3), which are merged.
"""

import re
from collections.abc import Iterator

from ltx_desktop.domain.paste.header_value import split_pairs
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode

_HEADER = re.compile(r":?([!#$%&'*+\-.^_`|~0-9A-Za-z]+):(?:\s+(.*))?")
_TIGHT_COOKIE = re.compile(r"(cookie):(.+)", re.IGNORECASE)
"""Without the space, which HTTP does not ask for; of other names it could be `https:`."""

_BARE_NAME = re.compile(
    r"accept(-encoding|-language)?|authorization|baggage|cache-control|connection"
    r"|content-(length|type)|cookie|dnt|host|if-(modified-since|none-match)|origin|pragma"
    r"|priority|range|referer|sec-(ch|fetch)-[a-z-]+|sec-gpc|sentry-trace|traceparent"
    r"|upgrade-insecure-requests|user-agent|x-requested-with",
    re.IGNORECASE,
)
"""Chrome's pane: such a name stands alone, its value on the next line."""

_HOST_HEADERS = ("host", ":authority", "authority")

_HOST = re.compile(r"[\w.:\[\]-]{1,300}")
_REQUEST_LINE = re.compile(r"[A-Z]+ \S+ HTTP/[0-9.]+")


def read(text: str) -> Finding | None:
    lines = [line.strip() for line in text.strip().splitlines()]
    headers = list(_headers(lines))
    hosts = {value for name, value in headers if name in _HOST_HEADERS and _HOST.fullmatch(value)}
    host = hosts.pop() if len(hosts) == 1 else None
    cookies: list[PastedCookie] = []
    cookie_lines = 0
    for name, value in headers:
        if name != "cookie":
            continue
        found = split_pairs(value, host)
        if found is None:
            return None
        cookie_lines += 1
        cookies += found
    if not cookie_lines:
        return Finding(PasteFormat.REQUEST_HEADERS) if _is_request(lines) else None
    alone = cookie_lines == sum(1 for line in lines if line)
    authorised = any(name == "authorization" for name, _value in headers)
    return Finding(
        PasteFormat.COOKIE_LINE if alone else PasteFormat.REQUEST_HEADERS,
        tuple(cookies),
        problems=(Problem(ProblemCode.API_TOKEN_DROPPED),) if authorised else (),
        verbatim=True,
    )


def _is_request(lines: list[str]) -> bool:
    """Whether a text without a cookie is surely the headers of a request."""
    return len(lines) > 1 and _REQUEST_LINE.fullmatch(lines[0]) is not None


def _headers(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Names in lower case, with their values.

    A line that is no header continues the one before it: with a line break in between, so
    that a value that was wrapped on its way is seen as such and not sent damaged.
    """
    name, parts = "", list[str]()
    for line in lines:
        header = _HEADER.fullmatch(line) or _TIGHT_COOKIE.fullmatch(line)
        if header or _REQUEST_LINE.fullmatch(line) or _BARE_NAME.fullmatch(line):
            yield name, "\n".join(parts)
            name = (header[1] if header else line).lower()
            parts = [header[2]] if header and header[2] else []
        else:
            parts.append(line)
    yield name, "\n".join(parts)
