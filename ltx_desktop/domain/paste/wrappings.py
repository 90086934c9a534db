"""What a whole text may be wrapped in: one escape more than the format that it holds.

Each is taken off only where the text proves that all of it was escaped so.
"""

import html
import quopri
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_BETWEEN_TOKENS = re.compile(
    rf"(?<![!#-+\--:<-\[\]-~])[{_UNSEEN}]{{1,9}}|[{_UNSEEN}]{{1,9}}(?![!#-+\--:<-\[\]-~])"
)
_NO_BREAK_SPACE = re.compile("[\xa0\u2007\u202f]")
_MARKDOWN = re.compile(r"(?<=lt)\\_|(?<=lt\\_refresh)\\_|(?<=lt_refresh)\\_", re.IGNORECASE)

_IN_A_STRING = re.compile(r"\\[\"tn]")
_STRING_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|([\"'\\/nrt]))")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
_QUOTES_OF_HTML = re.compile(r"&(?:quot|apos|lt|gt|\#0?3[49]|\#x2[27]);", re.IGNORECASE)
_BEHIND_HTML = re.compile(r"&(?:amp|\#38);", re.IGNORECASE)
_PERCENT = re.compile(r"lt_(?:id|token|refresh_token)(?:%22)?%3[AD]", re.IGNORECASE)
_PLAIN = re.compile(r"lt_(?:id|token|refresh_token)\"?[=:]", re.IGNORECASE)
_SOFT_BREAK = re.compile(r"=\r?\n")
_EQUALS = re.compile(r"lt_(?:id|token|refresh_token)=3D", re.IGNORECASE)


def cleaned(text: str) -> str:
    """Without what nobody sees between words, and what Markdown puts in front of `_`."""
    if not text.isascii():
        text = _NO_BREAK_SPACE.sub(" ", _BETWEEN_TOKENS.sub("", text))
    return _MARKDOWN.sub("_", text) if "\\_" in text else text


def unwrapped(text: str) -> Iterator[str]:
    """The text without one escape around all of it, for each that it could have."""
    for take_off in WRAPPINGS:
        bare = take_off(text)
        if bare is not None and bare != text:
            yield bare


def _string(text: str) -> str | None:
    """JSON or a script's string, of which the quotation marks may be lost."""
    return _STRING_ESCAPE.sub(_character, text) if _IN_A_STRING.search(text) else None


def _character(escape: re.Match[str]) -> str:
    if escape[1]:
        return chr(int(escape[1], 16))
    return _LETTERS.get(escape[2], escape[2])


def _html(text: str) -> str | None:
    return html.unescape(text) if _QUOTES_OF_HTML.search(text) else None


def _percent(text: str) -> str | None:
    return unquote(text) if _PERCENT.search(text) and not _PLAIN.search(text) else None


def _quoted_printable(text: str) -> str | None:
    if len(_EQUALS.findall(text)) < 3 or not text.isascii():
        return None
    return quopri.decodestring(text.encode()).decode("latin-1")


WRAPPINGS: tuple[Callable[[str], str | None], ...] = (_string, _html, _percent, _quoted_printable)
