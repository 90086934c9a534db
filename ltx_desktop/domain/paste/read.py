"""The entry point: which reader is tried when, and what holds for every format."""

from collections import Counter
from collections.abc import Callable

from ltx_desktop.domain.cookies import COOKIE_NAMES, check_session
from ltx_desktop.domain.paste import api_body, header_value, request_headers
from ltx_desktop.domain.paste.result import Finding, Paste, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode

MAX_PASTE_LENGTH = 1_000_000
"""Characters; request headers are far below 100,000."""

_QUOTES = ('"', "'")

READERS: tuple[Callable[[str], Finding | None], ...] = (
    api_body.read,
    request_headers.read,
    header_value.read,
)
"""Structured formats first: a header value is the least that a text can look like."""


def read_paste(text: str) -> Paste:
    """Recognise a paste and take its cookies out; never raises.

    Of several cookies with one name the last counts. Problems that depend on the time (an
    expired access token) are left to `check_session`.
    """
    if not text.strip():
        return Paste(PasteFormat.UNRECOGNISED, problems=(Problem(ProblemCode.EMPTY_PASTE),))
    if len(text) > MAX_PASTE_LENGTH:
        return Paste(PasteFormat.UNRECOGNISED, problems=(Problem(ProblemCode.PASTE_TOO_LARGE),))
    bare = _bare(text)
    for reader in READERS:
        if finding := reader(bare):
            return _paste(finding)
    return Paste(PasteFormat.UNRECOGNISED, problems=(Problem(ProblemCode.UNRECOGNISED),))


def _bare(text: str) -> str:
    """Without a byte order mark, and without quotation marks around the whole."""
    bare = text.removeprefix("\ufeff").strip()
    if len(bare) > 1 and bare[0] in _QUOTES and bare[-1] == bare[0]:
        return bare[1:-1].strip()
    return bare


def _paste(finding: Finding) -> Paste:
    cookies = dict(finding.pairs)
    # Only two different values make a difference worth a word.
    distinct = Counter(name for name, _value in dict.fromkeys(finding.pairs))
    repeated = tuple(
        Problem(ProblemCode.DUPLICATE_NAME, name) for name in COOKIE_NAMES if distinct[name] > 1
    )
    return Paste(
        finding.format,
        cookies,
        finding.max_jobs,
        (*finding.problems, *repeated, *check_session(cookies)),
    )
