"""Taking cookies and tokens out of text that may repeat them, as they are or encoded."""

import binascii
import re
from urllib.parse import unquote_plus

from ltx_desktop.domain.secret import REDACTED, Secret

_SECRETS = re.compile(
    r"""(?P<name>\b(?:lt_id|lt_token|lt_refresh_token)["']?\s*=\s*["']?)[^\s;,"'&]+
      | (?P<field>\b(?:lt_id|lt_token|lt_refresh_token)["']?\s*:\s*["']?)[^\s;,"'&]{12,}
      | \bBearer\s+(?=\S*[\d.:_-])\S{8,}
      | \buser:\d+-\w+
      | \beyJ[\w-]+\.[\w-]*\.?[\w-]*      # a JSON Web Token
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"\S+")
_PERCENT = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_BASE64 = re.compile(r"[\w+/-]{16,}={0,2}", re.ASCII)
_DEEPEST = 2
"""An encoded text may be encoded once more."""


def redacted(text: str) -> str:
    """Without what this process knows to be a secret, and without what looks like one.

    A run of characters that holds a secret once it is decoded (percent-encoding, base64) goes as
    a whole.
    """
    return _redacted(text, _DEEPEST)


def _redacted(text: str, depth: int) -> str:
    text = _SECRETS.sub(_without_value, Secret.redacted(text))
    if not depth:
        return text
    return _WORD.sub(lambda word: _without_encoded(word[0], depth - 1), text)


def _without_encoded(word: str, depth: int) -> str:
    if _PERCENT.search(word):
        return REDACTED if _hides_one(unquote_plus(word), depth) else word
    return _BASE64.sub(lambda run: REDACTED if _hides_base64(run[0], depth) else run[0], word)


def _without_value(found: re.Match[str]) -> str:
    return f"{found['name'] or found['field'] or ''}{REDACTED}"


def _hides_one(text: str, depth: int) -> bool:
    return _redacted(text, depth) != text


def _hides_base64(run: str, depth: int) -> bool:
    """Whether a run of its letters, begun at any of them, stands for a text with a secret."""
    digits = run.rstrip("=").translate(_STANDARD)
    for start in range(4):
        part = digits[start:]
        part = part[: len(part) - (len(part) % 4 == 1)]
        text = binascii.a2b_base64(part + "=" * (-len(part) % 4)).decode("latin-1")
        # What is decoded from the wrong letter on, or is no text, is not looked into further.
        is_text = text.isascii() and text.isprintable()
        if _hides_one(text, depth if is_text else 0):
            return True
    return False


_STANDARD = str.maketrans("-_", "+/")
"""From the alphabet for addresses to base64's own (RFC 4648 5)."""
