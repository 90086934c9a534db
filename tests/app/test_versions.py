"""On an untried Python or Qt the app ends with a sentence; installers have the same ranges."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from ltx_desktop import __main__ as program
from ltx_desktop.app.qt_version import qt_problem

ROOT = Path(__file__).parent.parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

PYTHONS = [(3, minor) for minor in range(8, 19)]
FITTING = [python for python in PYTHONS if (3, 11) <= python <= (3, 15)]
QTS = [(6, 5, 0), (6, 10, 1), (6, 10, 2), (6, 11, 3), (6, 12, 0), (6, 12, 9), (6, 13, 0), (7, 0, 0)]


def dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


@pytest.mark.parametrize("python", PYTHONS, ids=dotted)
def test_the_app_starts_on_the_pythons_that_installers_accept(python: tuple[int, int]) -> None:
    accepted = dotted(python) in SpecifierSet(PROJECT["requires-python"])
    assert (program.python_problem(*python) is None) == accepted == (python in FITTING)


def test_the_bootstrap_looks_for_one_of_them() -> None:
    script = (ROOT / "packaging" / "bootstrap.sh").read_text("utf-8")
    assert f"python find '{PROJECT['requires-python']}'" in script
    check = re.search(r"-c 'import sys; sys\.exit\((.*)\)'", script)
    assert check
    for python in PYTHONS:
        fits = not eval(check[1], {"sys": SimpleNamespace(version_info=(*python, 1))})
        assert fits == (python in FITTING), python


def test_another_python_is_named_with_the_ones_that_fit() -> None:
    assert program.python_problem(3, 16) == (
        "LTX Accounts runs on Python 3.11 to 3.15, but this is Python 3.16. Start it with one of "
        "those; in a checkout, `sh packaging/bootstrap.sh run` finds or installs one."
    )


def test_another_python_gets_that_far(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for source in ("__init__.py", "__main__.py", "app/__init__.py", "app/refusal.py"):
        ast.parse((ROOT / "ltx_desktop" / source).read_text("utf-8"), feature_version=(3, 8))
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    assert program.main() == 2
    assert "this is Python 3.10." in capsys.readouterr().err


@pytest.mark.parametrize("qt", QTS, ids=dotted)
@pytest.mark.parametrize("python", FITTING, ids=dotted)
def test_the_app_starts_on_the_qts_that_installers_accept(
    python: tuple[int, int], qt: tuple[int, int, int]
) -> None:
    accepted = [
        dotted(qt) in one.specifier
        for one in map(Requirement, PROJECT["dependencies"])
        if one.name == "PySide6-Essentials"
        and one.marker
        and one.marker.evaluate({"python_version": dotted(python)})
    ]
    assert accepted == [qt_problem(qt, python) is None]


def test_another_qt_is_one_sentence_and_2(home: dict[str, str], tmp_path: Path) -> None:
    package = tmp_path / "PySide6"
    package.mkdir()
    (package / "__init__.py").write_text("__version_info__ = (6, 99, 0, '', '')\n")
    (package / "QtCore.py").touch()
    ended = subprocess.run(
        [sys.executable, "-m", "ltx_desktop", "--demo"],
        env=home | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("LTX Accounts needs PySide6 6.10.2 or newer, but older than 6.1")
    assert "version 6.99.0 is installed" in ended.stderr
    assert ended.stderr.count("\n") == 1
