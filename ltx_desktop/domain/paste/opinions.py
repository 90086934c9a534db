"""Two readings of one text: by its format, and by the names that stand in it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ltx_desktop.domain.cookies import COOKIE_NAMES, is_doubtful, refused
from ltx_desktop.domain.paste.by_name import is_each_named_once, sightings
from ltx_desktop.domain.paste.found_by_name import names_all, unknown_to
from ltx_desktop.domain.paste.result import Finding, Paste, PasteFormat
from ltx_desktop.domain.paste.sightings import Ending, settle
from ltx_desktop.domain.problem import Problem, ProblemCode

_WEAK = {
    PasteFormat.HEADER_VALUE,
    PasteFormat.COOKIE_LINE,
    PasteFormat.REQUEST_HEADERS,
    PasteFormat.NAME_VALUE_LINES,
    PasteFormat.SET_COOKIE,
}
"""They quote nothing, so what stands around a value can be taken for a part of it."""

_PARSED = {
    PasteFormat.HAR,
    PasteFormat.COOKIE_LIST,
    PasteFormat.JSON_OBJECT,
    PasteFormat.API_BODY,
    PasteFormat.FIREFOX_COOKIES,
}
"""All of such a text was understood: what is missing in it is not elsewhere."""

_SHELLS = {PasteFormat.CURL_BASH, PasteFormat.POWERSHELL}
_QUOTING = _SHELLS | {PasteFormat.CURL_CMD, PasteFormat.FETCH, PasteFormat.NODE_FETCH}
"""Their readers take no value without the mark that closes it."""

_STRING_BEHIND = re.compile(r"""['"](?:\s{1,99}|\s{0,99}[+.&]\s{0,99})\$?['"]""")

_TORN = (Ending.JOINED, Ending.CUT)
_FINAL = {
    Problem(code)
    for code in (
        ProblemCode.OTHER_HOSTS,
        ProblemCode.MIXED_SESSIONS,
        ProblemCode.MASKED_ANSWER,
        ProblemCode.ENCRYPTED_EXPORT,
        ProblemCode.PASTE_TOO_LARGE,
    )
}
_FINDS_NOTHING = {
    Problem(code)
    for code in (ProblemCode.UNRECOGNISED, ProblemCode.NO_COOKIES, ProblemCode.LONE_VALUE)
}
_WEB_PAGE = Problem(ProblemCode.WEB_PAGE)


def with_second_opinion(paste: Paste, finding: Finding, text: str) -> Paste:
    """What is beside the names in the text of a paste that a strict reader takes.

    A value that the reader did not see is another session's, perhaps, and is asked about.
    """
    endings = _at_the_end(paste, text.rstrip())
    is_whole = finding.format in _PARSED or (
        finding.format in _QUOTING and not _STRING_BEHIND.search(text)
    )
    if is_whole and is_each_named_once(text):
        return replace(paste, endings=endings)
    seen = sightings(text)
    for one in seen:
        if paste.cookies.get(one.name) == one.value and one.ending in (Ending.OPEN, *_TORN):
            endings[one.name] = one.ending
    paste = replace(paste, endings=endings)
    torn = [name for name, ending in paste.endings.items() if ending in _TORN]
    if torn:
        problems = tuple(Problem(ProblemCode.UNREADABLE_PLACE, name) for name in torn)
        return replace(paste, problems=(*paste.problems, *problems))
    unknown = unknown_to(finding, seen)
    if not unknown:
        return paste
    ours = [*paste.cookies.items(), *((one.name, one.value) for one in unknown)]
    problems = settle(ours).problems
    if Problem(ProblemCode.MIXED_SESSIONS) not in problems:
        problems = tuple(Problem(ProblemCode.SEVERAL_VALUES, one.field) for one in problems)
    return replace(paste, problems=tuple(dict.fromkeys([*paste.problems, *problems])))


def _at_the_end(paste: Paste, text: str) -> dict[str, Ending]:
    """Open where the text ends with a value; a reader that knows a format knows its other ends.

    A shell's string goes on behind its `'` where that is escaped or doubled; no cookie has a `"`.
    """
    endings = dict.fromkeys(COOKIE_NAMES, Ending.CLOSED)
    end = text.rstrip("'\"\\") if paste.format in _SHELLS else text
    for name, value in paste.cookies.items():
        if value and end.endswith(value.reveal().rstrip("'")):
            endings[name] = Ending.OPEN
    return endings


def best_of(strict: Paste, named: Sequence[Paste], text: str) -> Paste:
    """The reading that can be sent, else the refusal that tells the most.

    Damage that a structured format proves is not overruled, nor is what belongs to other sites.
    """
    is_weak = strict.format in _WEAK
    is_final = _FINAL & set(strict.problems) or (strict.format in _PARSED and _count(strict))
    if is_final or (strict.ignored and not is_weak):
        return strict
    finds_nothing = bool(_FINDS_NOTHING & set(strict.problems)) or (
        _WEB_PAGE in strict.problems and names_all(text)
    )
    best = max(named, key=_rank, default=None)
    if best and refused(best.problems):
        if finds_nothing or (is_weak and _count(best) > _count(strict)):
            return best
    elif best and (
        _count(strict) < len(COOKIE_NAMES) or (is_weak and not is_doubtful(best.problems))
    ):
        return best
    if finds_nothing and names_all(text):
        return replace(strict, problems=(Problem(ProblemCode.NAMES_ALONE),))
    return strict


def _count(paste: Paste) -> int:
    return sum(bool(paste.cookies.get(name)) for name in COOKIE_NAMES)


def _rank(paste: Paste) -> tuple[bool, bool, int]:
    problems = paste.problems
    return not refused(problems), not is_doubtful(problems), _count(paste)
