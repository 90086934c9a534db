"""Pastes that were once read wrongly, and one of each kind: `tests/corpus`, all synthetic.

A new one is a file there and its entry in `expected.json`: the `format`, the codes of the
`problems`, how many cookies are `ignored`, and what `differs` from the session `GOOD` (null: a
value that is refused). What random runs find lies in `found`, for which any sound reading will do.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from harness.kept_pastes import KeptPaste, keep, kept_pastes
from harness.paste_invariants import read_soundly

from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.paste.octets import text_of

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
EXPECTED: dict[str, dict[str, Any]] = json.loads((CORPUS / "expected.json").read_text("utf-8"))
CLAIMS = (
    "eyJzdWIiOiJ1c2VyMTIzIiwiZW1haWwiOiJkZW1vQGV4YW1wbGUuY29tIiwiaWF0IjoxNzY0NTQ3MjAwLCJleHAiOj"
    "E3NzIzMjMyMDAsInBhZCI6IiJ9"
)
GOOD: dict[str, str | None] = {
    "lt_id": "user123",
    "lt_token": f"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{CLAIMS}.SYNTHETIC",
    "lt_refresh_token": "SYN-refresh/abc+123==",
}


def test_every_file_has_its_expectation() -> None:
    files = {path.name for path in CORPUS.iterdir() if path.is_file()} - {"expected.json"}
    assert files == EXPECTED.keys()
    assert len(files) > 30


@pytest.mark.parametrize("name", EXPECTED)
def test_a_paste_of_the_corpus_is_read_as_expected(name: str) -> None:
    expected = EXPECTED[name]
    text = text_of((CORPUS / name).read_bytes())
    assert isinstance(text, str)
    paste = read_soundly(text)
    assert paste.format.value == expected["format"]
    assert [problem.code.value for problem in paste.problems] == expected["problems"]
    assert paste.ignored == expected.get("ignored", 0)
    wanted = expected.get("cookies", GOOD | expected.get("differs", {}))
    found = {n: value.reveal() for n, value in paste.cookies.items() if n in COOKIE_NAMES}
    assert found.keys() == wanted.keys()
    assert all(found[n] == value for n, value in wanted.items() if value is not None)


@pytest.mark.parametrize("kept", kept_pastes().values(), ids=[*kept_pastes()])
def test_a_text_once_read_wrongly_is_read_now(kept: KeptPaste) -> None:
    paste = read_soundly(kept.text)
    found = {name: value.reveal() for name, value in paste.cookies.items()}
    assert found.items() >= kept.cookies.items()


def test_what_was_found_is_kept_as_it_is(tmp_path: Path) -> None:
    pastes = [KeptPaste("Cookie(version=value='\r\n'"), KeptPaste("\ud800 \0 é", {"a": "\u2028"})]
    for paste in [*pastes, *pastes]:
        keep(paste, tmp_path)
    kept = kept_pastes(tmp_path)
    assert len(kept) == 2
    assert all(paste in kept.values() for paste in pastes)
