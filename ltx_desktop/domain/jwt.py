"""Reading, never verifying, the claims of a JSON Web Token (RFC 7519)."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from ltx_desktop.domain.instant import instant_from_number
from ltx_desktop.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says about itself; nobody has checked its signature."""

    email: str | None
    expiry: datetime | None
    subject: str | None = None
    issued: datetime | None = None
    is_signed: bool = True
    """Whether the signature is as long as its algorithm makes them."""


class Wholeness(Enum):
    """What can be known of a token without its key."""

    WHOLE = auto()
    DAMAGED = auto()
    UNKNOWN = auto()


_SIGNATURE_LENGTHS = {
    "HS256": {43},
    "HS384": {64},
    "HS512": {86},
    "ES256": {86},
    "ES384": {128},
    "ES512": {176},
    "EdDSA": {86, 152},
} | {f"{family}{bits}": {342, 512, 683} for family in ("RS", "PS") for bits in (256, 384, 512)}
"""Characters of base64 (RFC 7518 3.1, RFC 8037 3.1); of RSA those of keys that are in use."""


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
        expiry=_instant(payload.get("exp")),
        subject=_text(payload.get("sub")),
        issued=_instant(payload.get("iat")),
        is_signed=_is_signed(header.get("alg"), parts[2]),
    )


def wholeness(token: Secret) -> Wholeness:
    """Whether a token decodes, and has a signature as long as its algorithm makes them.

    What is encrypted (five parts, RFC 7516) or does not look like a token cannot be known.
    """
    if claims := read_claims(token):
        return Wholeness.WHOLE if claims.is_signed else Wholeness.DAMAGED
    text = token.reveal()
    if text.count(".") == 4 and _json_object(text.partition(".")[0]) is not None:
        return Wholeness.UNKNOWN
    return Wholeness.DAMAGED if text.startswith("ey") or ".eyJ" in text else Wholeness.UNKNOWN


def _is_signed(algorithm: object, signature: str) -> bool:
    lengths = _SIGNATURE_LENGTHS.get(algorithm) if isinstance(algorithm, str) else None
    if lengths is not None:
        return len(signature) in lengths
    return algorithm == "none" or len(signature) % 4 != 1


def _text(claim: object) -> str | None:
    return claim if isinstance(claim, str) and claim else None


def _json_object(part: str) -> dict[str, object] | None:
    try:
        decoded = json.loads(base64.b64decode(part + "=" * (-len(part) % 4), b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    return decoded if isinstance(decoded, dict) else None


def _instant(seconds: object) -> datetime | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    return instant_from_number(seconds)
