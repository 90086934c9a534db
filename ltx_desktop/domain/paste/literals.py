r"""A string literal of whatever language stands around a value, read to its end.

A cookie has no backslash, so where one stands in a literal it begins an escape, and all languages
write those few alike: `\'`, `\"`, `\/`, `\u0026`, `\x26`, PowerShell with a backtick in
front. What a literal is followed by tells whether the string ends there or is joined to another.
"""

import re
from typing import NamedTuple

from ltx_desktop.domain.paste import bash_words, cmd_words

_LONGEST = 20_000
"""Characters; servers take half of it."""

_BODIES = {
    "'": re.compile(rf"'((?:[^'\\]|\\[\s\S]){{0,{_LONGEST}}})'"),
    '"': re.compile(rf'"((?:[^"\\`]|\\[\s\S]|`[\s\S]){{0,{_LONGEST}}})"'),
    "`": re.compile(rf"`([^`]{{0,{_LONGEST}}})`"),
    "‘": re.compile(rf"[‘’‚‛]([^‘’‚‛\n]{{0,{_LONGEST}}})[‘’‛]"),
    "“": re.compile(rf'[“”„‟]([^“”„‟"\n]{{0,{_LONGEST}}})[“”‟"]'),
}
_FAMILY = {**dict.fromkeys("‘’‚‛", "‘"), **dict.fromkeys("“”„‟", "“")}
QUOTES = "".join(["'\"`", *_FAMILY])

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([\s\S]))")
_BACKTICK = re.compile(r"`([$\"`'])")
_SHELL_APOSTROPHE = re.compile(r"'\\''|'\"'\"'")
_SHELL_PART = re.compile(rf"([^']{{0,{_LONGEST}}})'")
_JOINED = re.compile(
    r"""[ \t]{0,99}(?:\\\r?\n)?\s{0,99}
    (?:\+|\.\.?\s{0,99}["'$]|&\s{0,99}["']|["'`‘’“”](?!\s{0,99}[,:}\])]))""",
    re.VERBOSE,
)
_ANOTHER_WORD = re.compile(
    r"""\s{1,99}["'](?:https?:|[A-Za-z][\w-]{0,99}:|\s{0,99}[-\w]{1,99}=(?![='"]))
    |["'`]\s{0,99}(?:\\?\r?\n|\Z)
    |[ \t]{0,99}\r?\n\s{0,99}(["'])[^"'\r\n]{0,200}\1[ \t]{0,99}[:=]""",
    re.VERBOSE,
)
"""An argument, the end of a string around it, a key: what may follow a string that ends."""

_ANOTHER_ROW = re.compile(r"[ \t]{0,99}\r?\n[ \t]{0,99}([\"'])[^\"'\r\n]{0,200}\1[ \t]{0,99},")
_IN_A_ROW = re.compile(r",[ \t]{0,9}\Z")
_GOES_ON = re.compile(r"[\w%+=&~-]|/(?!>)|\\[\"'’‘“”\\]")
_CELL_END = re.compile(r"[\"'][ \t]{0,99},")

_KNOWN = "'\"\\/`$!"


class Literal(NamedTuple):
    """`text` without quotes and escapes, `end` behind it; `whole` unless it goes on elsewhere."""

    text: str
    end: int
    whole: bool


def read_literal(text: str, at: int) -> Literal | None:
    """The literal that opens at `at`; None where it does not close or cannot be decoded."""
    opening = text[at]
    before = text[at - 1 : at]
    if before == "\\":
        return None
    if before == "^" and opening == '"':
        return _of_shell(text, at, cmd_words.literal(text, at - 1))
    if before == "$" and opening == "'":
        return _of_shell(text, at, bash_words.literal(text, at - 1))
    found = _BODIES[_FAMILY.get(opening, opening)].match(text, at)
    if not found:
        return None
    body, end = found[1], found.end()
    if opening == "'":
        while joint := _SHELL_APOSTROPHE.match(text, end - 1):
            part = _SHELL_PART.match(text, joint.end())
            if not part:
                return None
            body, end = f"{body}'{part[1]}", part.end()
    plain = _plain(body, opening)
    return None if plain is None else Literal(plain, end, not goes_on(text, at, end))


def goes_on(text: str, at: int, end: int) -> bool:
    """Whether the code puts another piece behind a string, or its mark was none of its ends."""
    if _GOES_ON.match(text, end):
        return True
    if not _JOINED.match(text, end) or _ANOTHER_WORD.match(text, end):
        return False
    row = _IN_A_ROW.search(text, max(0, at - 10), at) and _ANOTHER_ROW.match(text, end)
    return not (row and _cells(text, end) == _cells(text, row.end()))


def _cells(text: str, place: int) -> int:
    """How many cells end in the line of a place."""
    begin = text.rfind("\n", max(0, place - _LONGEST), place) + 1 or max(0, place - _LONGEST)
    end = text.find("\n", place, place + _LONGEST)
    return len(_CELL_END.findall(text, begin, end if end >= 0 else place + _LONGEST))


def _of_shell(text: str, at: int, found: tuple[str, int] | None) -> Literal | None:
    return Literal(*found, whole=not goes_on(text, at, found[1])) if found else None


def _plain(body: str, opening: str) -> str | None:
    if opening in '"“”':
        body = _BACKTICK.sub(r"\1", body)
    if "\\" not in body:
        return body
    pieces = [_character(escape) for escape in _ESCAPE.finditer(body)]
    if None in pieces:
        return None
    rest = iter(pieces)
    return _ESCAPE.sub(lambda _escape: next(rest) or "", body)


def _character(escape: re.Match[str]) -> str | None:
    code = escape[1] or escape[2]
    if code:
        return chr(int(code, 16))
    if escape[3] in "\r\n":
        return "\n"
    return escape[3] if escape[3] in _KNOWN else None
