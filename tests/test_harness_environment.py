"""The tests reach no display, proxy, folder or keyring of a person, and leave nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from harness.environment import NO_BUS
from harness.platforms import linux_only
from harness.system_tools import need
from harness.waiting import hold_until

TESTS = Path(__file__).parent
LINUX = linux_only("Xvfb and /proc are Linux's")

SLOW_TEST = """
import os, pathlib, time

def test_slow(qapp, secret_service):
    folder = pathlib.Path(os.environ["DOING"])
    (folder / "new").write_text(os.environ["XDG_CACHE_HOME"] + "\\n" + os.environ["HOME"])
    (folder / "new").rename(folder / "started")
    time.sleep(60)
"""


TESTS_WITH_NEEDS = """
import os, pytest
from harness import notification_daemons
from harness.display import on_display

def test_of_no_program():
    assert "DISPLAY" not in os.environ

def test_drawing_in_memory():
    from PySide6.QtGui import QGuiApplication
    assert QGuiApplication([]).platformName() == "offscreen"

def test_of_a_window(qapp):
    assert False

async def test_of_a_window_that_waits(qapp):
    assert False

def test_of_a_window_of_another_process():
    on_display({})
    assert False

def test_of_a_tray(panel):
    assert False

def test_of_dunst(tmp_path):
    notification_daemons.Dunst(tmp_path)
    assert False

def test_of_secrets(secret_service):
    assert False
"""


def inner_pytest(folder: Path, **environment: str) -> "subprocess.Popen[str]":
    (folder / "conftest.py").write_text((TESTS / "conftest.py").read_text())
    return subprocess.Popen(
        [
            *[sys.executable, "-m", "pytest", "-c", str(TESTS.parent / "pyproject.toml")],
            *["--rootdir", str(folder), "-p", "no:cacheprovider", "-n", "0", "-q", str(folder)],
        ],
        env=os.environ | {"PYTHONPATH": str(TESTS)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def test_nothing_of_the_person_is_visible() -> None:
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"] == NO_BUS
    assert "ltx-tests-" in os.environ["HOME"]
    assert not [name for name in os.environ if name.lower().endswith("_proxy")]


def test_what_a_desktop_sets_does_not_reach_the_tests(tmp_path: Path) -> None:
    foreign = {
        "HTTPS_PROXY": "http://127.0.0.1:9",
        "all_proxy": "socks5://127.0.0.1:9",
        "QT_SCALE_FACTOR": "3",
        "QT_LOGGING_RULES": "*=true",
        "QT_STYLE_OVERRIDE": "odd",
        "WAYLAND_DISPLAY": "wayland-9",
        "DISPLAY": ":4711",
        "SESSION_MANAGER": "local/odd",
        "XDG_CURRENT_DESKTOP": "KDE",
        "LC_MESSAGES": "de_DE.UTF-8",
        "LTX_API_TOKEN": "user:1-odd",
        "PYTHON_KEYRING_BACKEND": "odd.Keyring",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/odd",
        "HOME": "/odd",
    }
    (tmp_path / "test_inner.py").write_text(
        "import os\n\ndef test_it(qapp):\n"
        f"    foreign = {foreign!r}\n"
        "    assert not [name for name in foreign if os.environ.get(name) == foreign[name]]\n"
    )
    with inner_pytest(tmp_path, **foreign) as inner:
        said, _ = inner.communicate(timeout=60)
    assert inner.returncode == 0, said


@LINUX
def test_what_needs_a_missing_program_is_skipped_by_its_name_and_the_rest_runs(
    tmp_path: Path,
) -> None:
    (tmp_path / "test_inner.py").write_text(TESTS_WITH_NEEDS)
    with inner_pytest(tmp_path, PATH=str(tmp_path), DISPLAY=":4711") as inner:
        said, _ = inner.communicate(timeout=60)
    assert inner.returncode == 0, said
    summary = "tests skipped for want of a program: 6 (Xvfb: 3, dbus-daemon: 1, dunst: 1, "
    assert summary + "trayer or stalonetray: 1)\n" in said
    assert "2 passed, 6 skipped" in said
    assert "needs trayer or stalonetray, which is not installed here" in said


@LINUX
def test_a_run_that_misses_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "test_inner.py").write_text("def test_it(): pass\n")
    with inner_pytest(tmp_path) as inner:
        said, _ = inner.communicate(timeout=60)
    assert "tests skipped for want of a program: 0\n" in said


@LINUX
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_leaves_no_process(tmp_path: Path, end: signal.Signals) -> None:
    for program in ("Xvfb", "dbus-daemon", "gnome-keyring-daemon"):
        need(program)
    (tmp_path / "test_inner.py").write_text(SLOW_TEST)
    with inner_pytest(tmp_path, DOING=str(tmp_path)) as inner:
        try:
            hold_until((tmp_path / "started").exists, "the start", inner)
            helpers = _children(inner.pid)
            assert len(helpers) == 3, "Xvfb, the bus, the keyring"
        finally:
            # As a terminal does, to all of the group.
            os.killpg(inner.pid, end)
            inner.communicate(timeout=60)
    folders = [Path(line) for line in (tmp_path / "started").read_text().splitlines()]
    try:
        hold_until(lambda: not any(_is_running(one) for one in helpers), "the helpers' end")
        assert end != signal.SIGINT or not any(folder.exists() for folder in folders)
    finally:
        shutil.rmtree(folders[0].parent, ignore_errors=True)
        shutil.rmtree(folders[1], ignore_errors=True)


def _children(number: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{number}/task/{number}/children").read_text().split()]


def _is_running(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2]
    except OSError:
        return False
    return not state.startswith(" Z")
