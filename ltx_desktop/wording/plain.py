"""Remote text made fit to be shown: it may hold anything."""

import unicodedata

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories that draw nothing, reorder the text around them, or break the line."""

LONGEST_EMAIL = 320
"""Characters: 64 before the @ and 255 after it (RFC 5321 4.5.3.1)."""

_SHORT = 40
"""Characters of an email where there is little room."""


def without_tags(text: str) -> str:
    """For places that may take tags for markup, and may show escapes as they are."""
    return text.replace("<", "\u2039")


def plain(text: str, limit: int = 200) -> str:
    """One line without control and bidi characters, at most `limit` characters long."""
    shown = text[: limit + 1]
    if not shown.isprintable():
        shown = "".join(
            " " if unicodedata.category(character) in _INVISIBLE else character
            for character in shown
        )
    return shown if len(text) <= limit else f"{shown[: limit - 1]}…"


def short_email(email: str) -> str:
    """For buttons and lists: a long one loses its middle, and both its ends can be told apart."""
    shown = plain(email, LONGEST_EMAIL)
    if len(shown) <= _SHORT:
        return shown
    return f"{shown[: _SHORT // 2]}…{shown[1 - _SHORT // 2 :]}"
