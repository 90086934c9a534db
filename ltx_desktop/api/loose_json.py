"""JSON as it comes: strict where it is well made and fast, forgiving where it is not."""

import json
from typing import Any, TypeVar

import msgspec

from ltx_desktop.api.errors import BrokenAnswer

T = TypeVar("T")

_LONGEST_INTEGER = 400
"""Digits; Python refuses to read more than 4,300 and no field needs more than 20."""


def decode_as(decoder: msgspec.json.Decoder[T], body: bytes) -> T | None:
    """The body in the decoder's shape, or None where it has another."""
    try:
        # Well made JSON is UTF-8 already, and text would be made UTF-8 again.
        return decoder.decode(body if json.detect_encoding(body) == "utf-8" else text_of(body))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def decode_loosely(body: bytes) -> Any:
    """Any JSON, also with NaN, lone surrogates, control characters or huge numbers in it.

    BrokenAnswer where it is no JSON at all or nested beyond reason.
    """
    try:
        return json.loads(text_of(body), strict=False, parse_int=_integer)
    except (ValueError, RecursionError):
        pass
    raise BrokenAnswer


def text_of(body: bytes) -> str:
    """The body as text; its own bytes tell UTF-8, -16 and -32 apart, whatever a header says."""
    text = body.decode(json.detect_encoding(body), errors="replace")
    return text.removeprefix("\ufeff")


def _integer(digits: str) -> float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)
