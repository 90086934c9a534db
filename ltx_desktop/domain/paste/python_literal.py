"""Literals as Python prints them (`repr`) or as a person writes them, read and never evaluated.

Only the tokens of plain values come as far as `ast`, which warns of odd escapes and numbers.
"""

import ast
import re

_LONGEST = 200_000
"""Characters; Python's lock is held while `ast` parses them, and the window with it."""

_ESCAPE = r"""\\(?:[\\'"nrt]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})"""
_TOKEN = re.compile(
    rf"""'[^'\\]*(?:{_ESCAPE}[^'\\]*)*'
    |"[^"\\]*(?:{_ESCAPE}[^"\\]*)*"
    |-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?(?=\s*(?:[,:\]}})\#]|\Z))
    |\b(?:None|True|False)\b
    |\#[^\r\n]*
    |[\[\]{{}}(),:]|\s+""",
    re.VERBOSE,
)


def literal_value(text: str) -> object:
    """The value of a literal; None for any other text.

    A line break inside a string stays, so that a wrapped value is noticed.
    """
    if len(text) > _LONGEST:
        return None
    tokens: list[str] = []
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            return None
        tokens.append(_on_one_line(found[0]))
        place = found.end()
    try:
        value: object = ast.literal_eval("".join(tokens))
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
    return value


def _on_one_line(token: str) -> str:
    if token[0] in "'\"":
        return token.replace("\r", r"\r").replace("\n", r"\n")
    return token
