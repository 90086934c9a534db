"""Windows ends a session with one message to each window, then ends the process at once."""

import subprocess
import sys
from pathlib import Path

from harness.display import on_display

PROGRAM = """
import asyncio, os, sys
from PySide6.QtWidgets import QApplication
from harness.waiting import until
from ltx_desktop.app import demo_profile

async def watch(controllers):
    window = controllers.window
    if sys.argv[1] == "resize":
        await until(window.isVisible)
        window.resize(903, 617)
        await until(lambda: window.width() == 903)
        # What Qt does when that message comes (qwindowscontext.cpp).
        QApplication.instance().aboutToQuit.emit()
        os._exit(7)
    print(window.width(), window.height())
    return 0

raise SystemExit(demo_profile.run_demo([], watch=watch))
"""


def test_t3_the_next_session_finds_the_window_as_it_was(home: dict[str, str]) -> None:
    environment = on_display(home) | {"PYTHONPATH": str(Path(__file__).parents[1])}

    def run(what: str) -> tuple[int, str, str]:
        ended = subprocess.run(
            [sys.executable, "-c", PROGRAM, what],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return ended.returncode, ended.stdout, ended.stderr

    assert run("resize") == (7, "", "")
    assert run("look") == (0, "903 617\n", "")
