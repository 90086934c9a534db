"""What people had on their clipboards, rebuilt with synthetic values: `tests/corpus/field`.

A case says the `cookies` that are to be read, or why it is to be refused, `either` where reading
the right values is as good, and the words that the refusal must or must not have.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from harness.paste_invariants import read_soundly

from ltx_desktop.domain.cookies import COOKIE_NAMES, is_doubtful, refused
from ltx_desktop.domain.paste import Paste
from ltx_desktop.wording.problems import problem_sentence

FIELD = Path(__file__).resolve().parent.parent / "corpus" / "field" / "pastes.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in FIELD.read_text("utf-8").splitlines()]
MEND = ("Copy", "Raw", "file", "pane", "paste")
"""A refusal names the pane, the menu item or the file that helps."""


def is_read(paste: Paste, cookies: dict[str, str]) -> bool:
    """Whether exactly these values are taken, and without a question."""
    found = {name: paste.cookies[name].reveal() for name in COOKIE_NAMES if name in paste.cookies}
    return found == cookies and not refused(paste.problems) and not is_doubtful(paste.problems)


def is_refused_rightly(paste: Paste, expect: dict[str, Any]) -> bool:
    said = " ".join(map(problem_sentence, paste.problems))
    return (
        refused(paste.problems)
        and not any(words in said for words in expect.get("sentence_not", ()))
        and any(words in said for words in expect.get("sentence_any", MEND))
    )


def is_right(case: dict[str, Any]) -> bool:
    paste, expect = read_soundly(case["text"]), case["expect"]
    cookies = expect.get("cookies") or expect.get("either", {}).get("cookies")
    if cookies and is_read(paste, cookies):
        return True
    may_refuse = "cookies" not in expect or expect.get("refusal_ok", False)
    return may_refuse and is_refused_rightly(paste, expect)


@pytest.fixture(scope="module")
def wrong() -> list[str]:
    return [case["name"] for case in CASES if not is_right(case)]


def test_nearly_all_are_right(wrong: list[str]) -> None:
    assert len(CASES) == 331
    assert len(wrong) <= 0.02 * len(CASES), wrong


def test_what_could_be_refused_is_mostly_read() -> None:
    may = [case for case in CASES if case["expect"].get("refusal_ok")]
    unread = [
        case["name"]
        for case in may
        if not is_read(read_soundly(case["text"]), case["expect"]["cookies"])
    ]
    assert len(may) == 146
    assert len(unread) <= 16, unread


def test_no_value_is_taken_where_all_must_be_refused() -> None:
    for case in CASES:
        if "cookies" not in case["expect"] and "either" not in case["expect"]:
            assert refused(read_soundly(case["text"]).problems), case["name"]


def test_who_has_all_three_names_is_not_sent_to_log_in() -> None:
    for case in CASES:
        if all(name in case["text"] for name in COOKIE_NAMES):
            said = " ".join(map(problem_sentence, read_soundly(case["text"]).problems))
            assert "No cookies found" not in said, case["name"]
            assert "Log in to" not in said, case["name"]
