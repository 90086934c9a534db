"""What people read about the project points at what is there."""

import re
from pathlib import Path

import pytest

import ltx_desktop

PACKAGE = Path(ltx_desktop.__file__).parent
ROOT = PACKAGE.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "packaging" / "RELEASING.md"]
OF_DEVELOPERS = [ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", page.read_text("utf-8"))
    assert [one for one in links if not (page.parent / one).exists()] == []


@pytest.mark.parametrize("page", OF_DEVELOPERS, ids=named)
def test_every_file_that_is_named_is_there(page: Path) -> None:
    names = re.findall(r"`([\w/.-]+/[\w.-]*\.?\w*)`", page.read_text("utf-8"))
    files = [name for name in names if name.endswith((".py", "/"))]
    assert [
        one for one in files if not any((root / one).exists() for root in (PACKAGE, ROOT))
    ] == []


def test_the_architecture_names_files() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert text.count(".py`") > 30
