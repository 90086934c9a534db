"""The documentation's example around a body, in JavaScript or Python, filled in by a person.

The same as curl is read by the curl readers.
"""

import json
import re

from ltx_desktop.domain.max_jobs import is_max_jobs
from ltx_desktop.domain.paste.header_value import split_pairs
from ltx_desktop.domain.paste.python_literal import literal_value
from ltx_desktop.domain.paste.result import Finding, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode

_API = re.compile(r"ltxstudio/accounts|useapi\.net", re.IGNORECASE)
_KEY = r"""["']?\b%s["']?\s*[:=]\s*"""
_COOKIE = re.compile(
    _KEY % "cookie" + r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)""", re.DOTALL
)
_MAX_JOBS = re.compile(_KEY % "maxJobs" + r"""["']?(\d{1,3})\b""")
_TOKEN = re.compile(r"Bearer|\buser:\d+-\w+", re.IGNORECASE)


def read(text: str) -> Finding | None:
    if not _API.search(text):
        return None
    literal = _COOKIE.search(text)
    value = _string(literal[1]) if literal else None
    cookies = split_pairs(value) if value else None
    if not cookies:
        return None
    jobs = _MAX_JOBS.search(text)
    max_jobs = int(jobs[1]) if jobs else None
    return Finding(
        PasteFormat.API_SNIPPET,
        cookies,
        max_jobs=max_jobs if is_max_jobs(max_jobs) else None,
        problems=(Problem(ProblemCode.API_TOKEN_DROPPED),) if _TOKEN.search(text) else (),
    )


def _string(literal: str) -> str | None:
    """The text of a string literal; None where it is not one that both languages read alike."""
    if literal.startswith("`"):
        return literal[1:-1]
    value = _json(literal) if literal.startswith('"') else literal_value(literal)
    return value if isinstance(value, str) else None


def _json(literal: str) -> object:
    try:
        value: object = json.loads(literal, strict=False)
    except ValueError:
        return None
    return value
