"""Claims of a token, read without trust and without ever failing."""

import base64
import json
from datetime import UTC, datetime

import pytest
from fakes import make_jwt
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.jwt import Claims, read_claims
from ltx_desktop.domain.secret import Secret

AUGUST = datetime(2025, 8, 26, 8, 37, tzinfo=UTC)
AUGUST_SECONDS = 1756197420


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode("utf-8", "surrogatepass")).decode().rstrip("=")


LONG_NUMBER = '{"exp":' + "9" * 5000 + "}"
HEADER = encoded('{"alg":"none"}')


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({}, Claims(None, None)),
        (
            {"email": "a@synthetic.example", "exp": AUGUST_SECONDS},
            Claims("a@synthetic.example", AUGUST),
        ),
        ({"exp": float(AUGUST_SECONDS)}, Claims(None, AUGUST)),
        ({"exp": AUGUST_SECONDS * 1000}, Claims(None, AUGUST)),
        ({"exp": str(AUGUST_SECONDS)}, Claims(None, None)),
        ({"exp": True}, Claims(None, None)),
        ({"exp": -1}, Claims(None, None)),
        ({"exp": float("nan")}, Claims(None, None)),
        ({"exp": float("inf")}, Claims(None, None)),
        ({"exp": 10**400}, Claims(None, None)),
        ({"exp": -(10**400)}, Claims(None, None)),
        ({"exp": None, "email": None}, Claims(None, None)),
        ({"email": ""}, Claims(None, None)),
        ({"email": ["a@synthetic.example"]}, Claims(None, None)),
        ({"email": "ü\u202e@synthetic.example"}, Claims("ü\u202e@synthetic.example", None)),
    ],
    ids=lambda value: ascii(value)[:50],
)
def test_claims_of_any_type_are_read_or_left_out(
    claims: dict[str, object], expected: Claims
) -> None:
    assert read_claims(Secret(make_jwt(**claims))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "...",
        "SYNTHETIC",
        f"{HEADER}.{HEADER}",
        f"{HEADER}.{HEADER}.",
        f"{HEADER}.{HEADER}.x.y",
        f"{HEADER}..x",
        f"{HEADER}.A.x",
        f"{HEADER}.ä.x",
        f"{HEADER}.{encoded('[]')}.x",
        f"{HEADER}.{encoded('1')}.x",
        f"{HEADER}.{encoded('{')}.x",
        f"{encoded('[]')}.{HEADER}.x",
        f"{HEADER}.{HEADER[:-1]} .x",
        f"{HEADER}.{encoded('[' * 100_000)}.x",
        f"{HEADER}.{encoded(LONG_NUMBER)}.x",
        f"{HEADER}.{base64.urlsafe_b64encode(bytes([0xFF, 0xFE, 0xFD])).decode()}.x",
    ],
    ids=lambda value: ascii(value)[:50],
)
def test_what_is_no_token_gives_nothing_and_raises_nothing(text: str) -> None:
    assert read_claims(Secret(text)) is None


@given(st.text() | st.from_regex(r"[A-Za-z0-9_-]{0,40}\.[A-Za-z0-9_-]{0,40}\.[A-Za-z0-9_-]*"))
def test_any_text_can_be_asked(text: str) -> None:
    claims = read_claims(Secret(text))
    assert claims is None or isinstance(claims, Claims)


@given(
    st.dictionaries(
        st.sampled_from(["email", "exp", "sub"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    )
)
def test_any_claims_can_be_asked(claims: dict[str, object]) -> None:
    assert isinstance(read_claims(Secret(make_jwt(**claims))), Claims)


def test_padding_is_put_back_whatever_the_length() -> None:
    for filling in ("", "a", "ab", "abc", "abcd"):
        payload = encoded(json.dumps({"email": f"{filling}@synthetic.example"}))
        claims = read_claims(Secret(f"{HEADER}.{payload}.x"))
        assert claims is not None
        assert claims.email == f"{filling}@synthetic.example"
