"""What every file of the repository keeps to."""

import re
from pathlib import Path

import pytest

import ltx_desktop

PACKAGE = Path(ltx_desktop.__file__).parent
ROOT = PACKAGE.parent
SOURCES = ("ltx_desktop", "tests", "packaging")
LONGEST = 300

# Written in pieces, so that this file keeps the rules it checks.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:root/|home/\w|Users/\w)|[A-Z]:\\\\?Users")
LEFT_TO_DO = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
IGNORES = re.compile(r"#\s*(?P<kind>type:\s*ignore|noqa)\b(?P<rest>(?:(?!#\s*(?:type:|noqa)).)*)")
CODES = {
    "type": re.compile(r"\[[a-z-]+(?:, ?[a-z-]+)*\](?P<why>.*)"),
    "noqa": re.compile(r":\s*[A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*(?P<why>.*)"),
}
REASON = re.compile(r"\s+[#-]\s+.*\w.*")
REASONS_IN = {"ltx_desktop"}
"""Where a code is not enough: in tests and tools, the code often is the reason."""


def python_files() -> list[Path]:
    return sorted(path for folder in SOURCES for path in (ROOT / folder).rglob("*.py"))


def text_files() -> list[Path]:
    """Python, and what else people write by hand."""
    kinds = {".py", ".md", ".sh", ".toml", ".yml", ".yaml", ".cfg", ".txt", ".svg", ".desktop"}
    folders = [ROOT / folder for folder in (*SOURCES, "resources", "docs", ".ci", ".github")]
    found = [path for folder in folders for path in folder.rglob("*") if path.suffix in kinds]
    return sorted({*found, ROOT / ".ci" / "run", *ROOT.glob("*.md"), ROOT / "pyproject.toml"})


def lines_with(pattern: re.Pattern[str], text: str) -> list[str]:
    return [
        f"{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def loose_ignores(text: str, *, reasons: bool = True) -> list[str]:
    """Silenced checks that do not say which check, or why."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        for silenced in IGNORES.finditer(line):
            code = CODES[silenced["kind"][:4]].fullmatch(silenced["rest"].rstrip())
            if not code or (reasons and not REASON.fullmatch(code["why"])):
                found.append(f"{number}: {silenced[0]}")
    return found


def test_files_were_looked_at() -> None:
    assert len(python_files()) > 120
    assert len(text_files()) > len(python_files()) + 5


@pytest.mark.parametrize("path", text_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_knows_a_machine_or_leaves_something_to_do(path: Path) -> None:
    text = path.read_text("utf-8")
    assert lines_with(MACHINE_PATH, text) == []
    assert lines_with(LEFT_TO_DO, text) == []


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_check_is_silenced_only_by_its_code_and_with_a_reason(path: Path) -> None:
    reasons = path.relative_to(ROOT).parts[0] in REASONS_IN
    assert loose_ignores(path.read_text("utf-8"), reasons=reasons) == []


def test_every_file_of_the_package_is_a_small_room() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    too_long = {path: length for path, length in lengths.items() if length > LONGEST}
    assert not too_long, f"more than {LONGEST} lines: split by purpose: {too_long}"


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (MACHINE_PATH, "path = '" + "/root" + "/x'"),
        (MACHINE_PATH, "see " + "/home" + "/somebody/notes"),
        (MACHINE_PATH, "C:" + "\\Users" + "\\somebody"),
        (LEFT_TO_DO, "# TO" + "DO later"),
        (LEFT_TO_DO, "# FIX" + "ME: broken"),
    ],
)
def test_a_planted_line_is_found(pattern: re.Pattern[str], line: str) -> None:
    assert lines_with(pattern, f"fine\n{line}") == [f"2: {line}"]


IGNORE = "type: " + "ignore"
QUIET = "no" + "qa"


@pytest.mark.parametrize(
    ("comment", "well"),
    [
        (f"# {IGNORE}", False),
        (f"# {IGNORE}[arg-type]", False),
        (f"# {IGNORE}[arg-type] - the stub is wrong", True),
        (f"# {IGNORE}[arg-type]  # the stub is wrong", True),
        (f"# {QUIET}", False),
        (f"# {QUIET}: S105", False),
        (f"# {QUIET}: S105 - a cookie's name", True),
        (f"# {QUIET}: S105, PLC0415 - two reasons", True),
        (f"# {QUIET}: S105 - `x` is a name", True),
        (f"# {IGNORE}[x]  # {QUIET}: S105 - a name", False),
        (f"# {IGNORE}[x] - a stub  # {QUIET}: S105", False),
    ],
)
def test_a_silenced_check_needs_its_code_and_a_reason(comment: str, *, well: bool) -> None:
    assert (loose_ignores(f"x = 1  {comment}") == []) is well


def test_without_reasons_a_code_is_needed_still() -> None:
    assert loose_ignores(f"x = 1  # {QUIET}: S105", reasons=False) == []
    assert loose_ignores(f"x = 1  # {QUIET}", reasons=False) != []
    assert loose_ignores(f"x = 1  # {IGNORE}", reasons=False) != []
