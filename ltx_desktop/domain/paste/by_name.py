"""The last reader: finds the three names wherever they stand, and reads each value from there.

People have pieces of formats: a line of a script, a selection without its ends, a table in a
chat. Each value is read by the grammar of its place, to an end that the place proves; where it
proves none, that is told with the value.
"""

import re
from collections.abc import Iterator

from ltx_desktop.domain.paste.around import Opener, is_rest_of_a_value, opener_before
from ltx_desktop.domain.paste.elsewhere import is_elsewhere, is_object_elsewhere
from ltx_desktop.domain.paste.literals import QUOTES, Literal, goes_on, read_literal
from ltx_desktop.domain.paste.sightings import Ending, Sighting
from ltx_desktop.domain.secret import Secret

_NAME = re.compile(
    r"(?<![\w\\%?&-])lt_(?:id|token|refresh_token)(?![\w-])", re.ASCII | re.IGNORECASE
)
_QUOTE = rf"[{QUOTES}]"
_MARKS = rf"(?:\^\"|[*_{QUOTES}\])]){{0,4}}"
_SEPARATOR = re.compile(
    rf"""(?P<marks>{_MARKS})
    (?:[ ]{{0,40}}(?P<tab>\t)[ ]{{0,40}}
    |[ \t]{{0,40}}(?P<sign>:=|=>|->|=|:(?:\*\*|__)?|,|\||│|┃|;)[ \t]{{0,40}}
        (?P<line>(?:\r?\n[ \t]{{0,40}})?))""",
    re.VERBOSE,
)
_CELL_SIGNS = "\t|│┃"
_KEY = re.compile(
    rf"(?:\b|[._])(?:\w{{0,12}}key|(?:\w{{0,12}}[_-])?name(?: raw)?|keyname)"
    rf"\\?{_QUOTE}?\s{{0,9}}(?:=>|[:=])\s{{0,9}}\^?{_QUOTE}?\Z",
    re.IGNORECASE,
)
_ANY_KEY = re.compile(
    rf"\b(?:\w{{0,12}}key|keyname|name(?: raw)?){_QUOTE}?\s{{0,9}}(?:=>|[:=])", re.IGNORECASE
)
_KEY_BEHIND = re.compile(rf"{_QUOTE}[\w ]{{1,40}}{_QUOTE}[ \t]{{0,9}}(?:=>|[:=])")
_VALUE_KEY = re.compile(
    rf"(?:\b|[._])(?:value|content raw|val){_QUOTE}?\s{{0,9}}(?:=>|[:=])\s{{0,9}}", re.IGNORECASE
)
_WINDOW = 6000
"""Characters between the name and the value of one object, attributes and a value among them."""

_IN_A_LIST = re.compile(r";|cookie\w{0,9}[\"']?[ \t]{0,9}:", re.IGNORECASE)
_BARE = re.compile(r"[^\s;,\"]{0,20000}")
_SPACE = re.compile(r"[ \t]{0,99}")
_END_OF_LINE = re.compile(r"[ \t]{0,99}(?:[\\`^][ \t]{0,99})?(?:\r?\n|\r|\Z)")
_NOTHING_MORE = re.compile(r"\s{0,400}\Z")
_MARKS_ALONE = re.compile(r"[\\'\"\s]{0,400}\Z")
_LINE = re.compile(r"[^\r\n]{0,200}\Z")
_CELLS = {sign: re.compile(rf"[^\r\n{re.escape(sign)}]{{0,20000}}") for sign in _CELL_SIGNS}
_SPACED_CELL = re.compile(rf"(?:(?! [{_CELL_SIGNS}])[^\r\n]){{0,20000}}")
_NEXT_HEADER = re.compile(
    r"[ \t]{1,99}(?::?[A-Za-z][A-Za-z-]{2,40}:[ \t]|-[A-Za-z][ \t]|--[a-z]|#[ \t]|//[ \t])"
)
_OF_A_JAR = re.compile(r"[ \t]{1,9}for \.?[\w.-]{1,100}[ /]{0,9}>")
_CLOSERS = {"(": ")", "[": "]", "<": ">", "{": "}", "*": "*", "_": "_"}


def sightings(text: str) -> list[Sighting]:
    """All values that stand beside one of the names, in the order of the text."""
    return list(_sightings(text))


def is_each_named_once(text: str) -> bool:
    """Whether a text has no name of the three twice, so that nothing in it can contradict."""
    names = [name.casefold() for name in _NAME.findall(text)]
    return len(names) == len(set(names))


def _sightings(text: str) -> Iterator[Sighting]:
    names = list(_NAME.finditer(text))
    ends = [found.start() for found in names[1:]] + [len(text)] * bool(names)
    done = 0
    opener: Opener | None = None
    for found, ceiling in zip(names, ends, strict=True):
        if found.start() < done:
            continue
        if _is_value_of_a_key(text, found.start()):
            yield from _in_object(text, found, min(ceiling, found.end() + _WINDOW))
            continue
        after = _SEPARATOR.match(text, found.end())
        if not after or (after["sign"] == "=" and after["line"]):
            continue  # without a value
        if _is_pair(text, after):
            opener = opener_before(text, found.start(), done, opener)
            seen, end = _in_list(text, found, after.end(), opener, done)
        else:
            seen, end = _assigned(text, found, after)
        if seen and not is_elsewhere(text, done, found.start(), end, max(ceiling, end)):
            yield from seen
        done = end


def _is_value_of_a_key(text: str, at: int) -> bool:
    near = text[max(0, at - 12) : at]
    return (":" in near or "=" in near) and bool(_KEY.search(text, max(0, at - 80), at))


def _is_pair(text: str, after: re.Match[str]) -> bool:
    at = after.end()
    return not after["marks"] and after["sign"] == "=" and not _opens(text, at)


def _in_list(
    text: str, found: re.Match[str], at: int, opener: Opener | None, floor: int
) -> tuple[list[Sighting], int]:
    """What stands in a list of pairs: all of them where the list is a string of its own."""
    name = found[0].lower()
    if opener and opener.mark in QUOTES:
        if literal := read_literal(text, opener.place):
            at_end = _end_of(text, opener.place, literal)
            return list(_in_literal(literal.text, at_end)), literal.end
        return _one(_bare(text, name, at, ";", is_cut=True))
    nearest = max(floor, found.start() - _WINDOW)
    line_begin = text.rfind("\n", nearest, found.start()) + 1 or nearest
    sign = ";" if _IN_A_LIST.search(text, line_begin, found.start()) else "="
    return _one(_bare(text, name, at, sign, _CLOSERS.get(opener.mark, "") if opener else ""))


def _assigned(text: str, found: re.Match[str], after: re.Match[str]) -> tuple[list[Sighting], int]:
    """What a name is given, or the cell behind it."""
    name, at = found[0].lower(), after.end()
    if after["sign"] == "," and _KEY_BEHIND.match(text, at):
        return [], at
    if _opens(text, at):
        return _one(_literal(text, name, at))
    if (sign := after["tab"] or after["sign"]) in _CELL_SIGNS:
        return _one(_cell(text, name, at, sign))
    if not after["line"]:
        return _one(_bare(text, name, at, sign))
    return [], found.end()


def _one(found: tuple[Sighting, int]) -> tuple[list[Sighting], int]:
    return [found[0]], found[1]


def _literal(text: str, name: str, at: int) -> tuple[Sighting, int]:
    quote = at + 1 if text[at] in "^$" else at
    literal = read_literal(text, quote)
    if literal is None:
        return _bare(text, name, quote + 1, is_cut=True)
    ending = _end_of(text, quote, literal)
    return Sighting(name, Secret(literal.text), ending, quoted=True), literal.end


def _end_of(text: str, quote: int, literal: Literal) -> Ending:
    r"""What its closing mark proves: at the end of a text it may be the first half of `'\''`."""
    if not literal.whole:
        return Ending.JOINED
    is_plain = text[quote] == "'" and text[quote - 1 : quote] != "$"
    return Ending.OPEN if is_plain and _MARKS_ALONE.match(text, literal.end) else Ending.CLOSED


def _opens(text: str, at: int) -> bool:
    first, second = text[at : at + 1], text[at + 1 : at + 2]
    return first != "" and (first in QUOTES or (first in "^$" and second in ("'", '"')))


def _in_literal(content: str, at_end: Ending) -> Iterator[Sighting]:
    """The pairs inside a string, whose own end is the end of the last of them."""
    for found in _NAME.finditer(content):
        if content[found.end() : found.end() + 1] == "=":
            seen, end = _bare(content, found[0].lower(), found.end() + 1)
            if end == len(content.rstrip()):
                seen = seen._replace(ending=at_end)
            yield seen._replace(quoted=True)


def _in_object(text: str, found: re.Match[str], end: int) -> Iterator[Sighting]:
    """The value of an object that has the name as the value of another key."""
    name, begin, place = found[0].lower(), found.start(), found.end()
    if other := _ANY_KEY.search(text, place, end):
        end = other.start()
    close = text.find("}", place, end)
    end = end if close < 0 else close
    start = text.rfind("{", max(0, begin - _WINDOW), begin)
    value = _VALUE_KEY.search(text, place, end)
    if not value and start >= 0:
        value = _VALUE_KEY.search(text, start, begin)
    if not value or is_object_elsewhere(text[start if start >= 0 else begin : end]):
        return
    at = value.end()
    yield (_literal(text, name, at) if _opens(text, at) else _bare(text, name, at))[0]


def _cell(text: str, name: str, at: int, sign: str) -> tuple[Sighting, int]:
    """The next cell of a row; where the cells have spaces around, a bare sign is in one."""
    spaced = text[at - 1].isspace() and sign != "\t"
    found = (_SPACED_CELL if spaced else _CELLS[sign]).match(text, at)
    cell = found[0] if found else ""
    end = at + len(cell)
    if text[end : end + 2].strip(" ")[:1] == sign:
        return Sighting(name, Secret(cell.strip()), Ending.CLOSED), end
    seen, end = _bare(text, name, at, sign)
    begin = _LINE.search(text, max(0, at - 200), at)
    is_open = sign != "\t" and begin is not None and begin[0].lstrip().startswith(sign)
    return (seen._replace(ending=Ending.WRAPPED) if is_open else seen), end


def _bare(
    text: str, name: str, at: int, sign: str = "", closer: str = "", *, is_cut: bool = False
) -> tuple[Sighting, int]:
    """A value that nothing quotes: up to what no cookie has, or to what closes its list."""
    found = _BARE.match(text, at)
    value = found[0] if found else ""
    end = at + len(value)
    if closer and value.endswith(closer) and text[end : end + 1] != ";":
        return Sighting(name, Secret(value[: -len(closer)]), Ending.CLOSED), end
    proven = _ending(text, end, sign)
    if is_cut and proven is not Ending.CLOSED:
        proven = Ending.CUT
    return Sighting(name, Secret(value), proven), end


def _ending(text: str, end: int, sign: str) -> Ending:
    """What the character behind a value says of its end."""
    place = _SPACE.match(text, end)
    behind = text[place.end() : place.end() + 1] if place else ""
    if behind == '"' and goes_on(text, end, end + 1):
        return Ending.JOINED
    if behind in (";", ",", '"') or _OF_A_JAR.match(text, end) or _NEXT_HEADER.match(text, end):
        return Ending.CLOSED
    line = _END_OF_LINE.match(text, end)
    if not line:
        return Ending.TEXT
    if _NOTHING_MORE.match(text, line.end()):
        return Ending.OPEN
    return Ending.WRAPPED if is_rest_of_a_value(text, line.end(), sign) else Ending.LINE
