"""*Copy as fetch*, which leaves cookies out, and *Copy as fetch (Node.js)*, which has them.

`fetch("URL", {JSON});`, in Firefox with `await` in front (devtools-frontend,
`NetworkLogView.ts`: `cookie` is among the headers that a page may not set).
"""

import json
import re
from collections.abc import Iterator

from ltx_desktop.domain.paste.header_value import split_pairs
from ltx_desktop.domain.paste.hosts import host_of
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode

_BEGIN = re.compile(r"\A\s*(?:await\s+)?fetch\(")
_CALL = re.compile(r"\bfetch\(\s*")
_COMMA = re.compile(r"\s*,\s*")
_END = re.compile(r"\)[;\s]{0,20}\Z")
_COOKIE = re.compile(r"cookie", re.IGNORECASE)
_JSON = json.JSONDecoder(strict=False)


def read(text: str) -> Finding | None:
    if not _BEGIN.match(text):
        return None
    cookies: list[PastedCookie] = []
    problems: set[Problem] = set()
    in_headers = False
    try:
        calls = list(_calls(text))
    except (ValueError, RecursionError):
        # What is no JSON was written by a person, and is complete where it ends as a call does.
        is_call = _END.search(text) and not _COOKIE.search(text)
        code = ProblemCode.FETCH_WITHOUT_COOKIES if is_call else ProblemCode.INCOMPLETE
        return Finding(PasteFormat.FETCH, problems=(Problem(code),))
    for url, headers in calls:
        for name, value in headers.items():
            if name.lower() == "cookie" and isinstance(value, str):
                in_headers = True
                cookies += split_pairs(value, host_of(url)) or ()
            elif name.lower() == "authorization":
                problems.add(Problem(ProblemCode.API_TOKEN_DROPPED))
    if in_headers:
        return Finding(PasteFormat.NODE_FETCH, tuple(cookies), problems=tuple(problems))
    return Finding(PasteFormat.FETCH, problems=(Problem(ProblemCode.FETCH_WITHOUT_COOKIES),))


def _calls(text: str) -> Iterator[tuple[str, dict[str, object]]]:
    """URL and headers of each call; raises ValueError where one is cut or no browser's."""
    place = 0
    while call := _CALL.search(text, place):
        url, place = _JSON.raw_decode(text, call.end())
        comma = _COMMA.match(text, place)
        options, place = _JSON.raw_decode(text, comma.end()) if comma else ({}, place)
        headers = options.get("headers") if isinstance(options, dict) else None
        if isinstance(url, str) and isinstance(headers, dict):
            yield url, headers
