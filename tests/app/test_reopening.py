"""macOS: a click on the Dock's icon while the app runs, which Qt reports as one more activation."""

import subprocess
import sys
from pathlib import Path

from harness.display import on_display

PROGRAM = """
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from harness.waiting import until
from ltx_desktop.app import demo_profile

async def watch(controllers):
    window = controllers.window
    await until(window.isVisible)
    window.hide()
    application = QApplication.instance()
    for state in (Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationActive):
        application.applicationStateChanged.emit(state)
        assert not window.isVisible(), state
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    await until(window.isVisible)
    return 0

raise SystemExit(demo_profile.run_demo([], watch=watch))
"""


def test_it_brings_back_a_window_that_is_hidden(home: dict[str, str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=on_display(home) | {"PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
