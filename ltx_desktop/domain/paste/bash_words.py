"""Bourne-shell words, with Bash's `$'…'` (POSIX 2.2, Bash manual 3.1.2.4 "ANSI-C Quoting").

No library knows `$'…'`: shlex of the standard library takes the `$` for a letter.
"""

import re
from typing import NamedTuple

from ltx_desktop.domain.paste.shell_words import split_words


class Word(NamedTuple):
    """`ansi_c` where any part of the word was written as `$'…'`."""

    text: str
    ansi_c: bool


_PIECE = re.compile(
    r"""(?P<blank>(?:[ \t]|\\\r?\n)+)
    |(?P<end>[;&|\r\n]+)
    |\$'(?P<ansi>(?:[^'\\]|\\[\s\S])*)'
    |'(?P<single>[^']*)'
    |\$?"(?P<double>(?:[^"\\]|\\[\s\S])*)"
    |\\(?P<escaped>[\s\S])
    |(?P<bare>[^\s;&|'"\\$]+|\$(?!['"])|[^\S \t\r\n])""",
    re.VERBOSE,
)
_IN_DOUBLE = re.compile(r"\\(?:([$`\"\\])|\r?\n)")
_ANSI_C = re.compile(
    r"""\\(?:([abeEfnrtv\\'"?])
    |([0-7]{1,3})
    |x([0-9A-Fa-f]{1,2})
    |u([0-9A-Fa-f]{1,4})
    |U([0-9A-Fa-f]{1,8})
    |c([\x40-\x7f]))""",
    re.VERBOSE,
)
_LETTERS = {
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "E": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}


def bash_commands(text: str) -> list[list[Word]]:
    """The commands of a text, each as its words; raises UnclosedQuote.

    Nothing is expanded: `$HOME` stays as it is.
    """
    return [[_joined(word) for word in command] for command in split_words(text, _PIECE, _read)]


def literal(text: str, at: int) -> tuple[str, int] | None:
    """The text of the quotation at `at`, and where it ends; None where it does not close."""
    piece = _PIECE.match(text, at)
    quoted = piece is not None and (piece["ansi"] or piece["single"] or piece["double"])
    return (_read(piece).text, piece.end()) if piece and quoted else None


def _joined(parts: list[Word]) -> Word:
    return Word("".join(part.text for part in parts), any(part.ansi_c for part in parts))


def _read(piece: re.Match[str]) -> Word:
    if piece["ansi"] is not None:
        return Word(_ANSI_C.sub(_ansi_c_character, piece["ansi"]), ansi_c=True)
    if piece["double"] is not None:
        text = _IN_DOUBLE.sub(lambda escape: escape[1] or "", piece["double"])
    else:
        text = piece["single"] or piece["escaped"] or piece["bare"] or ""
    return Word(text, ansi_c=False)


def _ansi_c_character(escape: re.Match[str]) -> str:
    letter, octal, byte, short, long, control = escape.groups()
    if letter:
        return _LETTERS.get(letter, letter)
    if control:
        return chr(ord(control.upper()) ^ 0x40)
    number = int(octal, 8) & 0xFF if octal else int(byte or short or long, 16)
    return chr(number) if number <= 0x10FFFF else escape[0]
