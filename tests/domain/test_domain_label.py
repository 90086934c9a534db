"""Names and notes: made fit to be shown, and free of secrets."""

import pytest
from fakes import HEADER, REFRESH_VALUE, TOKEN_VALUE
from hypothesis import given
from hypothesis import strategies as st

from ltx_desktop.domain.account import NO_LABEL, Label
from ltx_desktop.domain.label import LabelFault, label_of


def test_a_name_is_one_line_and_a_note_keeps_its_lines() -> None:
    assert label_of("  Client \n A\t", "  one  \r\n\n two \n") == Label("Client A", "one\n\n two")
    assert label_of(" ", "\n") == NO_LABEL


@given(st.text(max_size=80), st.text(max_size=400))
def test_what_is_taken_is_taken_as_it_is_the_next_time(name: str, note: str) -> None:
    label = label_of(name, note)
    if isinstance(label, Label):
        assert label_of(label.name, label.note) == label
        assert label.name.isprintable()
        assert all(line.isprintable() for line in label.note.split("\n"))


def test_too_long_ones_are_refused() -> None:
    assert label_of("x" * 81, "") is LabelFault.NAME_TOO_LONG
    assert label_of("", "x" * 4001) is LabelFault.NOTE_TOO_LONG


@pytest.mark.parametrize(
    "secret",
    [
        HEADER,
        TOKEN_VALUE,
        f"lt_refresh_token={REFRESH_VALUE}",
        "user:12345-SYNTHETIC",
        "Bearer a1.b2.c3-d4",
    ],
)
def test_what_looks_like_a_secret_is_refused(secret: str) -> None:
    assert label_of(secret[:80], "") is LabelFault.SECRET
    assert label_of("", f"my note\n{secret}") is LabelFault.SECRET
