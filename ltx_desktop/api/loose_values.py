"""Single JSON values of any type read as what a field should hold, or as nothing."""

import math
from typing import Any

from ltx_desktop.api.remote_text import tidy_words

_LONGEST_NUMBER = 32
_DEEPEST = 3
_NAMES_OF_WORDS = ("message", "error", "text", "detail", "details", "description", "status", "code")


def number(value: Any) -> float | None:
    """A finite number, or the text of one; a bool is none."""
    if isinstance(value, str) and len(value) > _LONGEST_NUMBER:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        read = float(value)
    except (ValueError, OverflowError):
        return None
    return read if math.isfinite(read) else None


def whole(value: Any, least: int, most: int) -> int | None:
    """A whole number within bounds (inclusive); `20.0` and `"20"` are 20."""
    if type(value) is int:
        return value if least <= value <= most else None
    read = number(value)
    if read is None or not read.is_integer() or not least <= read <= most:
        return None
    return int(read)


def words(value: Any) -> str:
    """What an `error` field says, be it text, object, list or number; "" where it says nothing."""
    return tidy_words(_words(value, _DEEPEST))


def _words(value: Any, depth: int) -> str:
    if not value or depth == 0:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        named = (_words(value.get(name), depth - 1) for name in _NAMES_OF_WORDS)
        # Something is wrong even where none of the names is known.
        return next(filter(None, named), "") or ", ".join(map(str, value))
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(item, depth - 1) for item in value[:20])))
    return str(value).lower()
