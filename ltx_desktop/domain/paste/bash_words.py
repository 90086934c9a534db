"""Bourne-shell words, with Bash's `$'…'` (POSIX 2.2, Bash manual 3.1.2.4 "ANSI-C Quoting").

No library knows `$'…'`: shlex of the standard library takes the `$` for a letter.
"""

import re
from typing import NamedTuple


class Word(NamedTuple):
    """`ansi_c` where any part of the word was written as `$'…'`."""

    text: str
    ansi_c: bool


class UnclosedQuote(ValueError):
    """A quotation mark has no partner: the text was cut."""


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
    commands: list[list[Word]] = [[]]
    parts: list[tuple[str, bool]] = []
    place = 0
    while place < len(text):
        piece = _PIECE.match(text, place)
        if piece is None:
            raise UnclosedQuote
        place = piece.end()
        if piece["blank"] is not None or piece["end"] is not None:
            _end_word(commands[-1], parts)
            if piece["end"] is not None:
                commands.append([])
        else:
            parts.append(_read(piece))
    _end_word(commands[-1], parts)
    return [command for command in commands if command]


def _end_word(command: list[Word], parts: list[tuple[str, bool]]) -> None:
    if parts:
        command.append(Word("".join(text for text, _ansi in parts), any(a for _text, a in parts)))
        parts.clear()


def _read(piece: re.Match[str]) -> tuple[str, bool]:
    if piece["ansi"] is not None:
        return _ANSI_C.sub(_ansi_c_character, piece["ansi"]), True
    if piece["double"] is not None:
        return _IN_DOUBLE.sub(lambda escape: escape[1] or "", piece["double"]), False
    return piece["single"] or piece["escaped"] or piece["bare"] or "", False


def _ansi_c_character(escape: re.Match[str]) -> str:
    letter, octal, byte, short, long, control = escape.groups()
    if letter:
        return _LETTERS.get(letter, letter)
    if control:
        return chr(ord(control.upper()) ^ 0x40)
    number = int(octal, 8) & 0xFF if octal else int(byte or short or long, 16)
    return chr(number) if number <= 0x10FFFF else escape[0]
