"""Every promise of SECURITY.md has a test that is named after it."""

import re
from pathlib import Path

import ltx_desktop

ROOT = Path(ltx_desktop.__file__).parent.parent
PROMISE = re.compile(r"^\| ([KRNPT]\d+) \|", re.MULTILINE)
NAMED = re.compile(r"def test_([krnpts]\d+)_|id=\"([krnpt]\d+)(?=[-\"])")


def promises() -> set[str]:
    return {*PROMISE.findall((ROOT / "SECURITY.md").read_text("utf-8")), "S1"}


def test_each_has_one() -> None:
    found = promises()
    assert len(found) == 11 + 7 + 20 + 7 + 8 + 1
    sources = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    tested = {one.upper() for text in sources for pair in NAMED.findall(text) for one in pair}
    assert found - tested == set(), "a promise without a test"
    assert tested - found - {""} == set(), "a test of a promise that SECURITY.md does not give"
