"""JSON as it is pasted: with a comma too much, broken over lines, or as Python prints it."""

import ast
import json
import re

_LAST_COMMA = re.compile(r",(?=\s*[}\]])")
_MAX_LITERAL_LENGTH = 1_000_000
_ODD_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\[^\\'\"abfnrtvxuUN0-7\n]")


def json_value(text: str) -> object:
    """The value of a text that begins like an array or object; None where it is neither.

    A line break inside a string stays, so that a value that was wrapped is seen to be.
    """
    stripped = text.strip()
    if not stripped.startswith(("{", "[")):
        return None
    for mend in (str, _without_last_commas):
        try:
            value: object = json.loads(mend(stripped), strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return _python_literal(stripped) if "'" in stripped else None


def _without_last_commas(text: str) -> str:
    return _LAST_COMMA.sub("", text)


def _python_literal(text: str) -> object:
    """What `print` shows of a dict or list: single quotes, None, True. Never evaluated."""
    if len(text) > _MAX_LITERAL_LENGTH or _ODD_ESCAPE.search(text):
        return None  # of such an escape Python would warn, and prints none
    try:
        value: object = ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    return value
