"""What the names in a text give: a reading where no format is known, and a second opinion.

A person is told that it was found so, and looks once more.
"""

import re
from collections.abc import Iterable, Sequence

from ltx_desktop.domain.cookies import LT_TOKEN, check_value
from ltx_desktop.domain.jwt import Wholeness, wholeness
from ltx_desktop.domain.paste.by_name import sightings
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.paste.sightings import Ending, Sighting, settle
from ltx_desktop.domain.problem import Problem, ProblemCode

_PROBLEMS = {
    Ending.WRAPPED: ProblemCode.MAYBE_WRAPPED,
    Ending.TEXT: ProblemCode.TEXT_BEHIND,
    Ending.JOINED: ProblemCode.UNREADABLE_PLACE,
    Ending.CUT: ProblemCode.UNREADABLE_PLACE,
}
_WORSE = [
    Ending.CLOSED,
    Ending.LINE,
    Ending.OPEN,
    Ending.WRAPPED,
    Ending.TEXT,
    Ending.JOINED,
    Ending.CUT,
]
_TOKEN = re.compile(r"\bauthorization\b|\bBearer\s", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\w|\bHost:\s{0,9}\w", re.IGNORECASE)
_OUR_SITE = re.compile(r"ltx\.studio|useapi", re.IGNORECASE)
_NAMES = [
    re.compile(rf"lt(?:\\{{0,3}}_|%5F){rest}", re.IGNORECASE) for rest in ("id", "token", "refresh")
]
_QUOTING = str.maketrans("", "", "^'`\\")
_WORD = re.compile(r"[a-z]{1,15}")


def read(text: str) -> Finding | None:
    """Read the values that stand beside the names; None where none does."""
    seen = _worth_reading(sightings(text))
    if not seen:
        return None
    values = settle([(one.name, one.value) for one in seen]).values
    endings = {
        one.name: one.ending
        for one in sorted(seen, key=lambda one: _WORSE.index(one.ending), reverse=True)
        if one.value == values[one.name]
    }
    problems = [
        Problem(code, name) for name, ending in endings.items() if (code := _PROBLEMS.get(ending))
    ]
    problems += _of_mixed_forms([one for one in seen if one.value == values[one.name]])
    if _is_for_another_site(text):
        problems.append(Problem(ProblemCode.MAYBE_OTHER_SITE))
    if _TOKEN.search(text):
        problems.append(Problem(ProblemCode.API_TOKEN_DROPPED))
    cookies = tuple(PastedCookie(one.name, one.value) for one in seen)
    return Finding(
        PasteFormat.BY_NAME, cookies, problems=tuple(problems), verbatim=True, endings=endings
    )


def names_all(text: str) -> bool:
    """Whether all three names stand in a text, in any way of writing them."""
    return all(name.search(text) for name in _NAMES)


def unknown_to(finding: Finding, seen: Iterable[Sighting]) -> list[Sighting]:
    """Whole values beside the names that a strict reader did not see."""
    known: dict[str, list[str]] = {}
    for cookie in finding.cookies:
        known.setdefault(cookie.name.lower(), []).append(cookie.value.reveal())
    return [
        one
        for one in seen
        if not any(_overlaps(one.value.reveal(), value) for value in known.get(one.name, ()))
        and one.ending in (Ending.CLOSED, Ending.LINE)
        and _is_good(one)
    ]


def _overlaps(one: str, other: str) -> bool:
    """Whether one is the other as a format wrote it, or a piece of it."""
    one, other = one.translate(_QUOTING), other.translate(_QUOTING)
    return one in other or other in one


def _worth_reading(seen: Sequence[Sighting]) -> list[Sighting]:
    """Without what only mentions a name, where a value stands beside it elsewhere."""
    good = [_is_good(one) for one in seen]
    have = {one.name for one, is_good in zip(seen, good, strict=True) if is_good}
    last = {one.name: place for place, one in enumerate(seen)}
    return [
        one
        for place, one in enumerate(seen)
        if good[place] or (one.name not in have and last[one.name] == place)
    ]


def _is_good(one: Sighting) -> bool:
    if check_value(one.name, one.value) is not None:
        return False
    if one.ending is Ending.TEXT and _WORD.fullmatch(one.value.reveal()):
        return False  # a sentence about the name
    return one.name != LT_TOKEN or wholeness(one.value) is Wholeness.WHOLE


def _of_mixed_forms(chosen: Iterable[Sighting]) -> list[Problem]:
    """Beside values in quotation marks, a bare word is a variable's name."""
    forms = list(chosen)
    if not any(one.quoted for one in forms):
        return []
    quoted = {one.name for one in forms if one.quoted}
    return [
        Problem(ProblemCode.UNREADABLE_PLACE, one.name)
        for one in forms
        if one.name not in quoted and not one.value.reveal().isdigit()
    ]


def _is_for_another_site(text: str) -> bool:
    """Whether the text names sites, and ours is not among them."""
    return bool(_ADDRESS.search(text)) and not _OUR_SITE.search(text)
