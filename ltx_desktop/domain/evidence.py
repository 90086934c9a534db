"""Whether a value can be whole, by the value alone: what no cookie of a session looks like.

A rule that refuses has a proof; one that asks has seen what is likely a damage. Both hold for
every value, pasted or typed. What stood around a value in a text is looked at where it is read.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from ltx_desktop.domain.problem import ProblemCode


class Rule(NamedTuple):
    """`code` is what is wrong with a value for which `holds` is true."""

    code: ProblemCode
    holds: Callable[[str], object]


_STAND_IN_WORD = re.compile(
    r"""null|undefined|none|nil|true|false|deleted|removed|hidden|masked|redacted|filtered|secret
    |sanitized|censored|omitted|private|snip|expired|x{3,20}|your[-_ ]?\w{0,40}
    |(?:insert|paste|enter|put|add|replace)[-_ ]\w{0,40}|lt_id|lt_token|lt_refresh_token
    |\.?(?:[\w-]{1,63}\.){0,4}ltx\.studio""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_BRACKETED = re.compile(r"\[\w[\w .:-]{0,40}\]|<[\w .:/-]{1,60}>|\{\{.{0,60}\}\}|\{[\w.-]{1,40}\}")
_VARIABLE = re.compile(
    r"""\$\{.{0,60}\}|\$\(.{0,60}\)|%[sdv]|%\(\w{1,40}\)s|%[A-Z_][A-Z0-9_]{2,40}%|\#\{.{0,60}\}|<%.{0,60}%>
    |\$(?:env:|Env:)?\w{0,20}(?:lt_|LT_|[Tt]oken|TOKEN|[Rr]efresh|REFRESH|[Cc]ookie|COOKIE|_id|_ID)\w{0,20}""",
    re.VERBOSE | re.ASCII,
)
_MASK = re.compile("\\*{3}|[•●█▓▒░∗＊]|X{6}")  # noqa: RUF001 - signs that hide a value
_ELISION = re.compile(
    r"\.{3}|…|[\[<({](?:redacted|filtered|masked|hidden|snip(?:ped)?|cut|truncated)[\])>}]",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|\#x?[0-9a-f]{1,5})(?:;|\Z)", re.IGNORECASE)
_CUT_ESCAPE = re.compile(r"%[0-9A-Fa-f]?\Z")
_DOUBLED_PERCENT = re.compile(r"%%(?=[0-9A-Fa-f]{2})")
_ENCODED_TWICE = re.compile(r"%25(?=[0-9A-Fa-f]{2})")
_ALL_TWICE = re.compile(r"[^%]{0,4096}(?:%25[0-9A-Fa-f]{2}[^%]{0,4096}){2,999}")
_QUOTED_PRINTABLE = re.compile(r"(?:\A|=)3D")
_CARET = re.compile(r"`[$\"`']|\^[!$%&()+,./:<>|~-]")
_TWO_APOSTROPHES = re.compile(r"''")
_ADDED = re.compile(r"[.:!?&][')*]?\Z")
_TAG = re.compile(r"</[a-z]{1,10}>?\Z", re.IGNORECASE)
_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
_ALONE = "'`*"
_OPENING = "'`([{<*"


def _is_stand_in(text: str) -> bool:
    return bool(
        _STAND_IN_WORD.fullmatch(text)
        or _BRACKETED.fullmatch(text)
        or _VARIABLE.fullmatch(text)
        or _MASK.search(text)
    )


def _ends_in_a_mark(text: str) -> bool:
    """An end mark that nothing in the value opens, or a mark in front that nothing closes."""
    last = text[-1:]
    if last in _CLOSING:
        return text.count(_CLOSING[last]) < text.count(last)
    return last in _ALONE or (text[:1] in _OPENING and not set(text[1:]) & set(")]}>'`*"))


REFUSING = (
    Rule(ProblemCode.STAND_IN, _is_stand_in),
    Rule(ProblemCode.SHORTENED, _ELISION.search),
    Rule(ProblemCode.ESCAPE_LEFT, _ENTITY.search),
    Rule(ProblemCode.ESCAPE_LEFT, _DOUBLED_PERCENT.search),
    Rule(ProblemCode.ESCAPE_LEFT, _ALL_TWICE.fullmatch),
    Rule(ProblemCode.CUT_ESCAPE, _CUT_ESCAPE.search),
)
"""What proves that a value is damaged, or none."""

ASKING = (
    Rule(ProblemCode.MARK_AT_END, _ends_in_a_mark),
    Rule(ProblemCode.MARK_AT_END, _ADDED.search),
    Rule(ProblemCode.MARK_AT_END, _TAG.search),
    Rule(ProblemCode.ENCODED_TWICE, _ENCODED_TWICE.search),
    Rule(ProblemCode.ENCODED_TWICE, _CARET.search),
    Rule(ProblemCode.ENCODED_TWICE, _TWO_APOSTROPHES.search),
    Rule(ProblemCode.ENCODED_TWICE, _QUOTED_PRINTABLE.search),
)
"""What makes a damage likely; good values look so, too, and a person can tell."""


def why_refused(text: str) -> ProblemCode | None:
    return _first(REFUSING, text)


def why_asked(text: str) -> ProblemCode | None:
    return _first(ASKING, text)


def _first(rules: tuple[Rule, ...], text: str) -> ProblemCode | None:
    return next((rule.code for rule in rules if rule.holds(text)), None)
