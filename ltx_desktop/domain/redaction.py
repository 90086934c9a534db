"""Taking cookies and tokens out of text that may repeat them, as they are or encoded."""

import binascii
import re
from collections.abc import Iterator
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
_ENCODED = re.compile(r"\S*%[0-9a-f]{2}\S*|[\w+/-]{16,}={0,2}", re.IGNORECASE | re.ASCII)
_DEEPEST = 3
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
    return _ENCODED.sub(lambda run: REDACTED if _hides_one(run[0], depth - 1) else run[0], text)


def _without_value(found: re.Match[str]) -> str:
    return f"{found['name'] or found['field'] or ''}{REDACTED}"


def _hides_one(run: str, depth: int) -> bool:
    return any(_redacted(text, depth) != text for text in _decoded(run))


def _decoded(run: str) -> Iterator[str]:
    if "%" in run:
        yield unquote_plus(run)
        return
    digits = run.rstrip("=").translate(_STANDARD)
    # Where the encoded text begins in the run is unknown, but for a multiple of four.
    for start in range(4):
        part = digits[start:]
        part = part[: len(part) - (len(part) % 4 == 1)]
        yield binascii.a2b_base64(part + "=" * (-len(part) % 4)).decode("latin-1")


_STANDARD = str.maketrans("-_", "+/")
"""From the alphabet for addresses to base64's own (RFC 4648 5)."""
