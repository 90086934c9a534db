"""If Qt cannot be loaded, the app says how to install it, or which variable to unset."""

import subprocess
import sys

import pytest
from harness.display import on_display

PROGRAM = """
import importlib.abc, sys
from ltx_desktop.app.main import run

class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "PySide6":
            raise {error}

sys.meta_path.insert(0, Finder())
raise SystemExit(run([]))
"""

MISSING = 'ModuleNotFoundError("No module named PySide6")'
FOREIGN = 'ImportError("libQt6Gui.so.6: undefined symbol: _ZN7QString, version Qt_6")'
INSTALLED = "`sh packaging/bootstrap.sh run` installs it."


@pytest.mark.parametrize(
    ("error", "variables", "advice"),
    [
        (MISSING, {}, INSTALLED),
        (MISSING, {"LD_LIBRARY_PATH": "/opt/other"}, INSTALLED),
        (FOREIGN, {}, INSTALLED),
        (FOREIGN, {"LD_LIBRARY_PATH": ""}, INSTALLED),
        (FOREIGN, {"LD_LIBRARY_PATH": "/opt/other"}, "The variable LD_LIBRARY_PATH may bring in"),
        (FOREIGN, {"DYLD_LIBRARY_PATH": "/opt/other"}, "The variable DYLD_LIBRARY_PATH may bring"),
    ],
)
def test_the_advice_helps(
    home: dict[str, str], error: str, variables: dict[str, str], advice: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(error=error)],
        env=on_display(home) | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    first, second = done.stderr.splitlines()
    assert first.startswith("Qt cannot be loaded: ")
    assert second.startswith(advice)
