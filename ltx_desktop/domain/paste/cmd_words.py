"""Words of a Windows command line, as browsers write them for cmd.

Two parsers read such a line, cmd.exe with its caret and then the C runtime of the program with
its backslash ("Parsing C command-line arguments", learn.microsoft.com); the browsers escape for
both at once, in an order of their own (Chrome: `NetworkLogView.ts`, Firefox: `curl.js`):

^"…^"   Chrome and Firefox now: a caret goes before all but a few characters
"…"     Chrome until 2024, with the same carets, and older Firefox and people, without
"""

import re

from ltx_desktop.domain.paste.shell_words import split_words

_NEEDS_NO_CARET = r"a-zA-Z0-9\s_\-:=+~'/.,?;()*`&"
# Each alternative begins as no other does: a possessive quantifier, which would do the same,
# loses matches on Python 3.11.2.
_PIECE = re.compile(
    r"""(?P<blank>(?:[^\S\r\n]|\^[^\S\r\n]*\r?\n)+)
    |(?P<end>[&|\r\n]+)
    |\^"(?P<careted>(?:\^\\\^["\\]|\\[\s\S]|\^(?!"|\\\^["\\])[\s\S]|[^^"\\])*)\^"
    |"(?P<quoted>(?:\^\\\^["\\]|\\[\s\S]|""|\^(?!\\\^["\\])[^"]|\^(?=")|[^^"\\])*)"
    |\^(?P<escaped>[^"])
    |(?P<bare>[^\s^"&|]+)""",
    re.VERBOSE,
)
_WITH_CARETS = re.compile(
    rf"(?:[{_NEEDS_NO_CARET}]|\^(?:&|[^{_NEEDS_NO_CARET}])|(?<=%)\^\w)*", re.ASCII
)
_CARET = re.compile(r"\^(?:(\r?\n)\r?\n|([\s\S]))")
_BACKSLASH = re.compile(r"\\([\"\\`$])")


def cmd_commands(text: str) -> list[list[str]]:
    """The commands of a text, each as its words; raises UnclosedQuote. No `%NAME%` is expanded."""
    return [["".join(word) for word in command] for command in split_words(text, _PIECE, _read)]


def literal(text: str, at: int) -> tuple[str, int] | None:
    """The text of the quotation at `at`, and where it ends; None where it does not close."""
    piece = _PIECE.match(text, at)
    quoted = piece is not None and (piece["careted"] or piece["quoted"])
    return (_read(piece), piece.end()) if piece and quoted else None


def _read(piece: re.Match[str]) -> str:
    if piece["careted"] is not None:
        return _BACKSLASH.sub(r"\1", _without_carets(piece["careted"]))
    if piece["quoted"] is not None:
        body = piece["quoted"]
        if _WITH_CARETS.fullmatch(body):
            body = _without_carets(body)
        return _BACKSLASH.sub(r"\1", body.replace('""', '"'))
    return piece["escaped"] or piece["bare"] or ""


def _without_carets(body: str) -> str:
    return _CARET.sub(lambda caret: "\n" if caret[1] else caret[2], body)
