"""Python's literals in a paste: read without running, failing or warning."""

import sys
import warnings

import pytest
from harness.any_paste import FRAGMENTS
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.paste.python_literal import literal_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{'a': 1, 'b': None}", {"a": 1, "b": None}),
        ('[True, -1.5e3, (), "it\'s"]', [True, -1500.0, (), "it's"]),
        (r"'\\ \' \n \xe9 \u20ac \U0001f36a'", "\\ ' \n é € \U0001f36a"),
        ("{'a':\n  'it' 's',  # it's\n}", {"a": "its"}),
        ("'wrapped\r\nvalue'", "wrapped\r\nvalue"),
    ],
)
def test_a_literal_is_read(text: str, value: object) -> None:
    assert literal_value(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "'",
        "a",
        "len",
        "[1 2]",
        "-1-1",
        "1_0",
        "0x1f",
        "007",
        "{[1]: 2, 'a': 1}",
        r"'\d'",
        r"'\777'",
        r"'\N{SNOWMAN}'",
        r"'\x1'",
        r"'\U00110000'",
        r"b'\u1234'",
        "f'{1}'",
        "[1if 1else 2]",
        "'a\0'",
        "'\ud800'",
        "[" * 300,
        "(" * 100_000,
        "-" * 100_000 + "1",
        "9" * (sys.get_int_max_str_digits() + 1),
        "'" + "a" * 1_000_000 + "'",
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_anything_else_is_none(text: str) -> None:
    assert literal_value(text) is None


@given(
    st.lists(
        st.sampled_from([*FRAGMENTS, *"'\"[](){},:#\\\n -.eE019bfrux", "\\'", "\\n", "1.5e3"])
        | st.text(max_size=3)
    ).map("".join)
)
def test_no_text_makes_it_fail_or_warn(text: str) -> None:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        literal_value(text)
        literal_value(f"['{text}']")
    assert not warned
