"""The entry point: which reader is tried when, and what holds for every format."""

import re
import string
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from ltx_desktop.domain.cookies import is_doubtful, refused
from ltx_desktop.domain.paste import (
    api_answer,
    api_body,
    api_snippet,
    browser_table,
    cookie_list,
    curl_bash,
    curl_cmd,
    encrypted,
    fetch,
    firefox_cookies,
    found_by_name,
    har,
    header_value,
    json_object,
    lone_value,
    lwp,
    name_value_lines,
    netscape,
    powershell,
    python_jar,
    request_headers,
    set_cookie,
    web_page,
)
from ltx_desktop.domain.paste.defect import ReaderDefect
from ltx_desktop.domain.paste.json_text import json_value
from ltx_desktop.domain.paste.judge import judge
from ltx_desktop.domain.paste.opinions import best_of, with_second_opinion
from ltx_desktop.domain.paste.result import Finding, Paste, PasteFormat
from ltx_desktop.domain.paste.sightings import Ending
from ltx_desktop.domain.paste.wrappings import cleaned, unwrapped
from ltx_desktop.domain.problem import Problem, ProblemCode

MAX_PASTE_LENGTH = 20_000_000
"""Characters; an archive (HAR) of a long visit has some millions."""

MAX_LINES_LENGTH = 2_000_000
"""Characters of what is neither JSON nor commands; ten thousand cookies have half of it."""

Given = TypeVar("Given")
Result = TypeVar("Result")

_INVISIBLE = f"{string.whitespace}\xa0\u200b\u2060\ufeff"
_FENCE = "```"
_FIRST_OF_SEVERAL = re.compile(r'"[^"]*"\s*,')
_QUOTES = ('"', "'")

COMMAND_READERS: tuple[Callable[[str], Finding | None], ...] = (
    curl_cmd.read,
    curl_bash.read,
    powershell.read,
    api_snippet.read,
    fetch.read,
)
"""Commands, before anything that may stand in one."""

JSON_READERS: tuple[Callable[[object], Finding | None], ...] = (
    har.read,
    api_answer.read,
    api_body.read,
    cookie_list.read,
    json_object.read,
    firefox_cookies.read,
    encrypted.read,
)
"""For a text that is JSON, from the most to the least that its shape tells."""

LINE_READERS: tuple[Callable[[str], Finding | None], ...] = (
    web_page.read,
    encrypted.read_text,
    python_jar.read,
    lwp.read,
    netscape.read,
    browser_table.read,
    set_cookie.read,
    request_headers.read,
    name_value_lines.read,
    lone_value.read,
    header_value.read,
    api_answer.read_text,
)
"""Structured formats first: a header value is the least that a text can look like."""


def read_paste(text: str, now: datetime | None = None) -> Paste:
    """Recognise a paste and take its cookies out; never raises.

    Of several cookies with one name the last counts. Problems that depend on the time (an
    expired access token) are left to `check_session`; `now` is the moment from which a
    `Max-Age` counts, which is not read without it. A reader that fails is passed over, and what
    the others find is marked as doubtful.
    """
    if not text.strip():
        return _nothing(ProblemCode.EMPTY_PASTE)
    if len(text) > MAX_PASTE_LENGTH:
        return _nothing(ProblemCode.PASTE_TOO_LARGE)
    reading = _Reading(now)
    bare = reading.attempt("read", partial(_bare, text))
    if bare is None:
        bare = text
    value = reading.attempt("json_text", partial(json_value, bare))
    paste = (
        reading.first(COMMAND_READERS, bare)
        if value is None
        else reading.first(JSON_READERS, value)
    )
    if value is None and len(bare) > MAX_LINES_LENGTH:
        return reading.marked(paste or _nothing(ProblemCode.PASTE_TOO_LARGE))
    paste = paste or reading.first(LINE_READERS, bare) or _nothing(ProblemCode.UNRECOGNISED)
    if refused(paste.problems) or is_doubtful(paste.problems):
        named = reading.attempt("found_by_name", partial(reading.named, bare)) or ()
        paste = best_of(paste, named, bare)
    return reading.marked(paste)


class _Reading:
    """Keeps a bug in one reader from stopping the others."""

    def __init__(self, now: datetime | None) -> None:
        self._now = now
        self._defects: list[ReaderDefect] = []

    def attempt(self, name: str, call: Callable[[], Result]) -> Result | None:
        try:
            return call()
        except Exception as error:  # noqa: BLE001 - a bug; what was foreseen is caught where it arises
            self._defects.append(ReaderDefect.of(name, error))
            return None

    def first(
        self, readers: tuple[Callable[[Given], Finding | None], ...], given: Given
    ) -> Paste | None:
        """The paste of the first reader that finds something, judged."""
        for reader in readers:
            name = reader.__module__.rpartition(".")[2]
            if paste := self.attempt(name, partial(self._judged, reader, given)):
                return paste
        return None

    def marked(self, paste: Paste) -> Paste:
        if not self._defects:
            return paste
        problems = (*paste.problems, Problem(ProblemCode.READER_DEFECT))
        return replace(paste, problems=problems, defects=tuple(self._defects))

    def named(self, text: str) -> list[Paste]:
        """What stands beside the names, in the text or in what it may be wrapped in."""
        clean = cleaned(text)
        texts = [clean, *unwrapped(clean)]
        return [judge(found, self._now) for one in texts if (found := found_by_name.read(one))]

    def _judged(self, reader: Callable[[Given], Finding | None], given: Given) -> Paste | None:
        finding = reader(given)
        if finding is None:
            return None
        paste = judge(finding, self._now)
        if not isinstance(given, str):
            return replace(paste, endings=dict.fromkeys(paste.cookies, Ending.CLOSED))
        if refused(paste.problems):
            return paste
        return with_second_opinion(paste, finding, given)


def _nothing(code: ProblemCode) -> Paste:
    return Paste(PasteFormat.UNRECOGNISED, problems=(Problem(code),))


def _bare(text: str) -> str:
    """Without what chats and consoles put around a text."""
    bare = text.strip(_INVISIBLE)
    if bare.startswith(_FENCE):
        _language, _newline, bare = bare.removesuffix(_FENCE).partition("\n")
        bare = bare.strip()
    if (
        len(bare) > 1
        and bare[0] in _QUOTES
        and bare[-1] == bare[0]
        and not _FIRST_OF_SEVERAL.match(bare)
    ):
        return bare[1:-1].strip()
    return bare
