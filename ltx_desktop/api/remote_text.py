"""Text from outside made harmless: bounded, without control characters and without secrets."""

from ltx_desktop.domain.redaction import redacted

MAX_EMAIL_LENGTH = 320
"""Characters: 64 before the @ and 255 after it (RFC 5321 4.5.3.1)."""

MAX_ERROR_LENGTH = 500

_READ_AT_MOST = 65_536
_REDACTED_OF = 16_384
"""Characters; three cookies in base64 are shorter, so none is cut off and shown in part."""

_DROPPED = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)])
_TABLE = _DROPPED | dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x85\u2028\u2029"), " ")


def tidy(text: str, limit: int) -> str:
    """At most `limit` characters without control characters and lone surrogates."""
    if not text.isprintable():
        text = text[:_READ_AT_MOST].translate(_TABLE)
    return text[:limit]


def tidy_words(text: str) -> str:
    """A sentence of the service for people to read, without the secrets that it may repeat."""
    return redacted(tidy(text, _REDACTED_OF)).strip()[:MAX_ERROR_LENGTH]
