"""Request headers as browsers copy them: `Name: value` lines, one of them `Cookie:`.

Firefox's *Copy Request Headers* begins with the request line; in Chrome's Headers pane a
selection gives name and value on two lines; HTTP/2 may split cookies over several lines
(RFC 9113 8.2.3), which are merged.
"""

import re
from collections.abc import Iterator

from ltx_desktop.domain.paste.header_value import split_pairs
from ltx_desktop.domain.paste.result import Finding, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret

_HEADER = re.compile(r":?([!#$%&'*+\-.^_`|~0-9A-Za-z]+):(?:\s+(.*))?")
_REQUEST_LINE = re.compile(r"[A-Z]+ \S+ HTTP/[0-9.]+")


def read(text: str) -> Finding | None:
    lines = [line.strip() for line in text.strip().splitlines()]
    pairs: list[tuple[str, Secret]] = []
    cookie_lines = 0
    problems: tuple[Problem, ...] = ()
    for name, value in _headers(lines):
        if name == "authorization":
            problems = (Problem(ProblemCode.API_TOKEN_DROPPED),)
        if name != "cookie":
            continue
        found = split_pairs(value)
        if found is None:
            return None
        cookie_lines += 1
        pairs += found
    if not cookie_lines:
        return None
    alone = cookie_lines == sum(1 for line in lines if line)
    return Finding(
        PasteFormat.COOKIE_LINE if alone else PasteFormat.REQUEST_HEADERS,
        tuple(pairs),
        problems=problems,
    )


def _headers(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Names in lower case, with their values.

    A line that is no header continues the one before it: with a line break in between, so
    that a value that was wrapped on its way is seen as such and not sent damaged.
    """
    name, parts = "", list[str]()
    for line in lines:
        header = _HEADER.fullmatch(line)
        if header or _REQUEST_LINE.fullmatch(line) or _is_bare_name(line):
            yield name, "\n".join(parts)
            name = (header[1] if header else line).lower()
            parts = [header[2]] if header and header[2] else []
        else:
            parts.append(line)
    yield name, "\n".join(parts)


def _is_bare_name(line: str) -> bool:
    """Chrome's pane: the name stands alone, its value on the next line."""
    return line.lower() in {"cookie", "authorization"}
