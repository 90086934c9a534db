"""Exports that a password locks.

CryptoJS begins its base64 with `U2FsdGVkX1` ("Salted__"): J2TEAM Cookies, EditThisCookie.
"""

import re

from ltx_desktop.domain.paste.result import Finding, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode

_SALTED = "U2FsdGVkX1"
_KEYS = frozenset({"ct", "ciphertext", "cipher", "encrypted", "data", "iv", "salt", "s"})


def read(value: object) -> Finding | None:
    """An object of which a member can only be ciphertext."""
    if not isinstance(value, dict):
        return None
    encrypted = value.get("encrypted") is True or any(
        isinstance(key, str) and key.lower() in _KEYS and _is_ciphertext(text)
        for key, text in value.items()
    )
    return _ENCRYPTED if encrypted else None


def read_text(text: str) -> Finding | None:
    return _ENCRYPTED if text.lstrip("\"' \t\r\n").startswith(_SALTED) else None


def _is_ciphertext(text: object) -> bool:
    return isinstance(text, str) and (
        text.startswith(_SALTED)
        or bool(re.fullmatch(r"[A-Za-z0-9+/=\s]{40,}|[0-9a-fA-F]{32,}", text))
    )


_ENCRYPTED = Finding(
    PasteFormat.ENCRYPTED_EXPORT, problems=(Problem(ProblemCode.ENCRYPTED_EXPORT),)
)
