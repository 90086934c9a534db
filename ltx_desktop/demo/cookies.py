"""What the service takes for a cookie, and whose it takes it for."""

import base64
import binascii
import json
import re

LT_ID, LT_TOKEN, LT_REFRESH_TOKEN = "lt_id", "lt_token", "lt_refresh_token"
REQUIRED = (LT_TOKEN, LT_REFRESH_TOKEN)

_MASKED = re.compile(r"(…|\.{3})(secured|redacted)(…|\.{3})")
_OCTETS = re.compile(r"[!-~]+")
# Control characters, and half of a character pair, which JSON can hold but no answer can tell.
_UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_FORBIDDEN = frozenset('",;\\')


class RefusedCookie(Exception):
    """The text of the 400 that is answered."""


def read_cookie(text: str) -> dict[str, str]:
    """Split `name=value; name=value`; of two with one name the last counts."""
    cookies: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = part.strip().partition("=")
        if equals and name.strip():
            cookies[name.strip()] = value.strip()
    missing = [name for name in REQUIRED if not cookies.get(name)]
    if missing:
        raise RefusedCookie("Missing required cookie fields: " + " | ".join(missing))
    for name, value in cookies.items():
        if _UNFIT.search(name):
            raise RefusedCookie("Cookie is malformed")
        if _MASKED.search(value):
            raise RefusedCookie(f"Cookie field {name} is masked")
        if _UNFIT.search(value) and not name.startswith("lt_"):
            raise RefusedCookie("Cookie is malformed")
        if name.startswith("lt_") and (not _OCTETS.fullmatch(value) or _FORBIDDEN & set(value)):
            raise RefusedCookie(f"Cookie field {name} is malformed")
    return cookies


def owner(cookies: dict[str, str]) -> str:
    """The `email` claim of the token if it is a JWT, else `<lt_id>@demo.example`."""
    email = _claims(cookies[LT_TOKEN]).get("email")
    if isinstance(email, str) and email:
        if _UNFIT.search(email):
            raise RefusedCookie("Unable to tell whose cookie this is")
        return email
    if not cookies.get(LT_ID):
        raise RefusedCookie("Unable to tell whose cookie this is")
    return f"{cookies[LT_ID]}@demo.example"


def _claims(token: str) -> dict[str, object]:
    parts = token.split(".")
    if len(parts) != 3:
        return {}
    try:
        padded = parts[1] + "=" * (-len(parts[1]) % 4)
        claims = json.loads(base64.urlsafe_b64decode(padded))
    except (ValueError, binascii.Error, RecursionError):
        return {}
    return claims if isinstance(claims, dict) else {}
