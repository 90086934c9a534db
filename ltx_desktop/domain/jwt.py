"""Reading, never verifying, the claims of a JSON Web Token (RFC 7519)."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime

from ltx_desktop.domain.instant import instant_from_number
from ltx_desktop.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says about itself; nobody has checked its signature."""

    email: str | None
    expiry: datetime | None
    subject: str | None = None


def read_claims(token: Secret) -> Claims | None:
    """The claims of a token, or None where it is no JWT."""
    parts = token.reveal().split(".")
    if len(parts) != 3 or not all(parts):
        return None
    header, payload = _json_object(parts[0]), _json_object(parts[1])
    if header is None or payload is None:
        return None
    return Claims(
        email=_text(payload.get("email")),
        expiry=_expiry(payload.get("exp")),
        subject=_text(payload.get("sub")),
    )


def _text(claim: object) -> str | None:
    return claim if isinstance(claim, str) and claim else None


def _json_object(part: str) -> dict[str, object] | None:
    try:
        decoded = json.loads(base64.b64decode(part + "=" * (-len(part) % 4), b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    return decoded if isinstance(decoded, dict) else None


def _expiry(exp: object) -> datetime | None:
    if isinstance(exp, bool) or not isinstance(exp, int | float):
        return None
    return instant_from_number(exp)
