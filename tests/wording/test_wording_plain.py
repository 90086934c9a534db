"""Remote text on one line, without anything that reorders or hides, and bounded."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.wording.plain import plain, short_email, without_tags


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("studio@synthetic.example", "studio@synthetic.example"),
        ("Größe 漢字 🙂", "Größe 漢字 🙂"),
        ("<b>bold</b> &amp; {x}", "<b>bold</b> &amp; {x}"),
        ("a\r\nb\tc", "a  b c"),
        ("a\u202eb\u2066c\u200bd\ufeffe", "a b c d e"),
        ("a\x00b\x1bc\x7fd\x9be", "a b c d e"),
        ("a\u2028b\u2029c\ud800d\ue000e", "a b c d e"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
    ],
)
def test_text_is_shown_without_what_draws_nothing(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(), st.integers(1, 300))
def test_nothing_invisible_and_nothing_long_comes_through(text: str, limit: int) -> None:
    shown = plain(text, limit)
    assert len(shown) <= limit
    assert not {unicodedata.category(one) for one in shown} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert shown.encode("utf-8") or not text


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("x" * 28 + "@example.com", "x" * 28 + "@example.com"),
        ("a-long-name-of-somebody-else@studio.example", "a-long-name-of-someb…else@studio.example"),
        ("a\u202eb@example.com", "a b@example.com"),
    ],
)
def test_a_long_email_loses_its_middle(email: str, shown: str) -> None:
    assert short_email(email) == shown
    assert len(shown) <= 40


def test_no_tag_is_left_where_markup_might_be_followed() -> None:
    assert "<" not in without_tags("<b>bold</b> & <img src=x>")
    assert without_tags("a & b > c") == "a & b > c"
