"""An API token as people paste it (api-contract 5.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.token import clean_token


@pytest.mark.parametrize(
    ("pasted", "token"),
    [
        ("user:00000-synthetic", "user:00000-synthetic"),
        ("  user:00000-synthetic\r\n", "user:00000-synthetic"),
        ("Bearer user:00000-synthetic", "user:00000-synthetic"),
        ("bearer   user:00000-synthetic ", "user:00000-synthetic"),
        ("odd-shape-SYNTHETIC", "odd-shape-SYNTHETIC"),
        ("", ""),
        (" \n\t", ""),
        ("user:00000\nsynthetic", ""),
        ("user:00000\x00synthetic", ""),
        ("user:00000-cánary-canary", ""),
    ],
)
def test_white_space_and_a_pasted_bearer_are_taken_off(pasted: str, token: str) -> None:
    assert clean_token(pasted) == token


@given(st.text())
def test_what_comes_out_can_stand_in_a_header(pasted: str) -> None:
    token = clean_token(pasted)
    assert all(" " <= character <= "~" for character in token)
    assert token == token.strip()
