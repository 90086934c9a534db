"""JSON as it is pasted: with a comma too much, broken over lines, or as Python prints it."""

import json
import re

from ltx_desktop.domain.paste.python_literal import literal_value

_LAST_COMMA = re.compile(r",(?=\s*[}\]])")


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
    return literal_value(stripped) if "'" in stripped else None


def _without_last_commas(text: str) -> str:
    return _LAST_COMMA.sub("", text)
