"""What stands around a value in a text: the mark that opens its list, the line behind it."""

import re
from typing import NamedTuple

from ltx_desktop.domain.paste.literals import QUOTES

_VALUE = r"=[^\s;]{0,20000}\s{0,20}"
_FIRST_PAIR = re.compile(rf"\s{{0,20}}(?![(<\[{{*])[^\s=;,\"'`]{{1,200}}{_VALUE}")
_PAIR = re.compile(rf"\s{{0,20}}[^=;\"'`\r\n]{{1,200}}{_VALUE}")
"""Behind a semicolon, where a name may have spaces as nothing else can stand there."""

_TOKEN = re.compile(r"\S{0,20000}\Z")
_FIRST = re.compile(
    rf"(?P<before>\S{{0,999}}[{QUOTES}(<\[{{*:=])?[^\s={QUOTES}]{{1,200}}=[^\"'`]{{0,20000}}\Z"
)
_OPENER = re.compile(
    rf"""(?:(?P<outer>[{QUOTES}])?[ \t]{{0,9}}
        (?P<label>\b(?:set-)?cookies?\d?(?P<key>\\?[{QUOTES}*]{{1,3}})?
            [ \t]{{0,9}}(?::|=>|=|,)[*]{{0,2}}))?
    [ \t]{{0,9}}(?P<inner>[{QUOTES}(<\[{{*])?[ \t]{{0,9}}\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST = 20_000
"""Characters of a list; servers take half of it in a header."""

_QUOTING = re.compile(r"[ \t<>|│*-]{0,99}")
_OCTETS = re.compile(
    r"[!#-+\--:<-\[\]-~]{1,4096}(?=[\"'`;,)\]}>]|[ \t]{0,99}(?:[\r\n;,|│]|\Z))", re.ASCII
)
_WORD = r":?[A-Za-z_$][\w.$-]{0,100}[ \t]{0,20}"
_HEADER = re.compile(rf"{_WORD}(?::|=>)", re.ASCII)
_PAIR_OF_ITS_OWN = re.compile(rf"{_WORD}=(?=[^=\s;])", re.ASCII)
_REST_IN_A_LIST = re.compile(r"(?=[^\s;,]{0,99}[0-9])[!#-+\--:<-\[\]-~]{1,4096}[;,]", re.ASCII)
_WORDS = re.compile(r"[^\s;=]{1,999}(?:[ \t]{1,99}[^\s;=]{1,999}){1,999}[ \t]{0,99}(?:\r|\n|\Z)")


class Opener(NamedTuple):
    """A quotation mark or bracket that opens a list of pairs."""

    place: int
    mark: str


def opener_before(text: str, at: int, floor: int, last: Opener | None) -> Opener | None:
    """The mark that opens the list of pairs in which the name at `at` stands, and its place.

    `floor` is where the value before ended, whose opener was `last`.
    """
    floor_here = max(floor, at - _LONGEST)
    start = at
    while (end := _without_space(text, start, floor_here)) > floor_here and text[end - 1] in ";,":
        begin = text.rfind(";", floor_here, end - 1) + 1
        if not begin and floor_here == floor > 0 and not text[floor : end - 1].strip():
            return last
        pair = _PAIR if begin else _FIRST_PAIR
        begin = begin or floor_here
        if pair.fullmatch(text, begin, end - 1):
            start = begin
            continue
        start = _first_name(text, begin, end - 1)
        break
    context = text[max(0, start - 64) : start]
    found = _OPENER.search(context)
    if not found:
        return None
    offset = start - len(context)
    if found["inner"]:
        return Opener(offset + found.start("inner"), found["inner"])
    if found["label"] and found["outer"] and not found["key"]:
        return Opener(offset + found.start("outer"), found["outer"])
    return None


def _without_space(text: str, end: int, floor: int) -> int:
    while end > floor and text[end - 1].isspace():
        end -= 1
    return end


def _first_name(text: str, begin: int, end: int) -> int:
    """Where the first pair of a list begins, in the part of a text that has it behind others."""
    token = _TOKEN.search(text[begin:end])
    start = end - len(token[0]) if token else end
    first = _FIRST.match(text, start, end)
    return start + len(first["before"]) if first and first["before"] else start


def is_rest_of_a_value(text: str, at: int, sign: str) -> bool:
    """Whether the line at `at` could be the rest of a value that was wrapped there.

    `sign` is what stands between names and values in the lines: `;` in a list of pairs.
    """
    begin = _QUOTING.match(text, at)
    place = begin.end() if begin else at
    if text[place : place + 1] in ("\r", "\n", "") or _HEADER.match(text, place):
        return False
    if sign == "=" and place == at and _PAIR_OF_ITS_OWN.match(text, place):
        return False
    if _REST_IN_A_LIST.match(text, place):
        return True
    if _WORDS.match(text, place):
        return False
    return bool(_OCTETS.match(text, place))
