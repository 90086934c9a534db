"""What is loaded behind the first frame, and on which thread."""

import subprocess
import sys

import pytest
from harness.display import on_display

SCRIPT = """
import sys, threading

aside = set()


def note(event, arguments):
    if event == "import" and threading.current_thread() is not threading.main_thread():
        aside.add(arguments[0])


sys.addaudithook(note)

import ltx_desktop.app.lean_qt as lean_qt
from ltx_desktop.app import demo_profile


async def show(_controllers):
    print(*aside)
    print(*lean_qt._sources)
    return 0


raise SystemExit(demo_profile.run_demo([], watch=show))
"""

FREE_OF_QT = {"api", "app", "browsers", "demo", "domain", "services", "store", "wording"}


@pytest.fixture
def said(home: dict[str, str]) -> list[list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=on_display(home),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [line.split() for line in done.stdout.splitlines()]


def test_no_other_thread_makes_classes_of_qt(said: list[list[str]]) -> None:
    """PySide6 6.11 crashes in one of a thousand starts where two threads make some at a time."""
    aside, _waiting = said
    assert {"httpx", "ltx_desktop.services.connection"} <= {*aside}
    assert not {one for one in aside if one.startswith(("PySide6", "shiboken", "qasync"))}
    ours = {one.split(".")[1] for one in aside if one.startswith("ltx_desktop.")}
    assert ours <= FREE_OF_QT


def test_what_errors_take_is_loaded_before_the_window_works(said: list[list[str]]) -> None:
    _aside, waiting = said
    assert waiting
    assert all("/lib/" in name for name in waiting)
