"""What a text may not say, and the innocent text that stays."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.redaction import redacted
from ltx_desktop.domain.secret import Secret


@pytest.mark.parametrize(
    "text",
    [
        "Missing required cookie fields: lt_id | lt_token",
        "lt_token: expired",
        "The bearer token was refused, Bearer tokens are needed",
        "refresh failed at 2026-11-30T08:15:00+01:00 for user@example.com (100%)",
        "see https://example.com/help/accounts-that-do-not-refresh%20any%20more",
        "0123456789abcdef0123456789abcdef, aVeryLongWordThatIsNoSecretAtAll",
        "request 123e4567-e89b-12d3-a456-426614174000 failed",
    ],
)
def test_innocent_text_stays(text: str) -> None:
    held = Secret("SYNTHETIC-value")
    assert redacted(text) == text
    assert held


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lt_id=SYN-1, next", "lt_id=[redacted], next"),
        ("LT_ID = 'SYN-1'", "LT_ID = '[redacted]'"),
        ('{"lt_refresh_token": "SYN-123456789"}', '{"lt_refresh_token": "[redacted]"}'),
        ("with Bearer user:1-SYN", "with [redacted]"),
        ("token user:12345-SYN refused", "token [redacted] refused"),
        ("got eyJhbGciOi.eyJTWU4i.SYN", "got [redacted]"),
        ("body lt_id%3DSYN-1%3B%20lt_token%3Dx", "body [redacted]"),
    ],
)
def test_what_looks_like_a_secret_goes(text: str, expected: str) -> None:
    assert redacted(text) == expected


def test_a_secret_goes_from_an_address() -> None:
    secret = Secret("SYN/thetic+abc==")
    assert redacted("GET /?a=1&b=SYN%2Fthetic%2babc%3D%3D now") == "GET [redacted] now"
    assert secret


@given(st.binary(max_size=9), st.binary(max_size=9), st.sampled_from([b"+/", b"-_"]))
def test_a_secret_goes_wherever_it_stands_in_base64(
    before: bytes, after: bytes, letters: bytes
) -> None:
    secret = Secret("SYNTHETIC-value")
    encoded = base64.b64encode(before + secret.reveal().encode() + after, letters).decode()
    assert redacted(f"error {encoded}.") == "error [redacted]."


@pytest.mark.parametrize("unit", ["a.%", "QUJD", "a.b", "a%41", "eyJ", "%", "lt_id=", "\u0301a"])
def test_no_repetition_takes_long(unit: str) -> None:
    """A quadratic search would take minutes for all of them."""
    for _ in range(20):
        redacted(unit * (16_384 // len(unit)))


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    redacted(text)
