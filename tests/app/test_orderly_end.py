"""T3: however the window's process is asked to end, whatever it is doing, it ends in order."""

import signal
import subprocess
import sys
from contextlib import suppress
from itertools import product
from pathlib import Path

import pytest
from harness.demo_window import PROGRAM, assert_found, data_of, demo_window
from harness.display import on_display
from harness.processes import ENDS
from harness.session_bus import daemon

DOING = """
import asyncio, sys
from PySide6.QtWidgets import QApplication
from harness.journey import cookie
from harness.pasted import pasted
from harness.waiting import until
from ltx_desktop.app import demo_profile
from ltx_desktop.ui.edit.edit_dialog import EditDialog
from ltx_desktop.ui.controllers.controllers import Controllers

doing, asked = sys.argv[1:]
start = Controllers.start


def started(controllers):
    start(controllers)
    controllers.task = asyncio.get_running_loop().create_task(act(controllers.window))


async def act(window):
    actions = window.actions_
    if doing == "reading":
        await until(lambda: not actions.refresh.isEnabled())
    else:
        await until(lambda: window.accounts.model.rowCount() and actions.refresh.isEnabled())
    if doing in {"dialog", "sending"}:
        actions.add.trigger()
        await until(lambda: window.findChildren(EditDialog))
        (dialog,) = window.findChildren(EditDialog)
        if doing == "sending":
            dialog.paste(pasted(cookie("new@synthetic.example")))
            await until(lambda: all(dialog._values().values()))
            dialog.submit()
            await until(lambda: dialog.is_sending)
    print("ready", flush=True)
    if asked == "quit":
        QApplication.instance().quit()
    elif asked == "close":
        window.close()


Controllers.start = started
faults = {"reading": ["GET:delay=60"], "sending": ["POST:delay=60"]}
raise SystemExit(demo_profile.run_demo(faults.get(doing, [])))
"""

SIGNALS = {one.name: one for one in ENDS}


@pytest.mark.parametrize("asked", ["quit", "close", *SIGNALS])
@pytest.mark.parametrize("doing", ["nothing", "reading", "dialog", "sending"])
def test_t3_it_ends_at_once_with_0_and_leaves_nothing_open(
    home: dict[str, str], doing: str, asked: str
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", DOING, doing, asked],
        env=on_display(home) | {"PYTHONPATH": str(Path(__file__).parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        if asked in SIGNALS:
            process.send_signal(SIGNALS[asked])
        try:
            _out, errors = process.communicate(timeout=10)
        finally:
            process.kill()
    assert (process.returncode, errors) == (0, "")
    data = Path(home["XDG_DATA_HOME"]) / "ltx-accounts-demo"
    left = {"accounts.sqlite3", "accounts.sqlite3.backup", "window.lock"}
    assert {one.name for one in data.iterdir()} == left
    window = Path(home["XDG_CONFIG_HOME"]) / "ltx-accounts-demo" / "window.ini"
    assert "window=" in window.read_text()
    log = Path(home["XDG_STATE_HOME"]) / "ltx-accounts-demo" / "log" / "ltx-accounts.log"
    assert "did not close in time" not in log.read_text()
    assert "ERROR" not in log.read_text()


@pytest.mark.parametrize(
    "numbers", [*product(ENDS, repeat=2)], ids=lambda two: "-".join(one.name for one in two)
)
def test_t3_a_second_signal_breaks_off_nothing(
    home: dict[str, str], numbers: tuple[signal.Signals, signal.Signals]
) -> None:
    """Neither at once nor at any later moment."""
    first, second = numbers
    with demo_window(home) as process:
        process.send_signal(first)
        process.send_signal(second)
        while process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.005)
            process.send_signal(second)
        _out, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (0, "")
    left = {"accounts.sqlite3", "accounts.sqlite3.backup", "window.lock"}
    assert {one.name for one in data_of(home).iterdir()} == left


def test_t3_a_display_that_goes_away_is_no_crash(home: dict[str, str]) -> None:
    """With a dialog open, Qt ends the loop; else it ends the process."""
    options = ("-screen", "0", "1600x1200x24", "-nolisten", "tcp")
    with daemon("Xvfb", "-displayfd", "1", *options) as server:
        assert server.stdout
        display = f":{server.stdout.readline().strip()}"
        with subprocess.Popen(
            [sys.executable, "-c", DOING, "dialog", "nothing"],
            env=on_display(home)
            | {"PYTHONPATH": str(Path(__file__).parents[1]), "DISPLAY": display},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            server.kill()
            _out, errors = process.communicate(timeout=30)
    assert (process.returncode, "Traceback" in errors) == (1, False)


def test_t3_what_nohup_had_ignored_ends_nothing(home: dict[str, str]) -> None:
    with demo_window(home, ["nohup", *PROGRAM]) as process:
        process.send_signal(signal.SIGHUP)
        assert_found(home, process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


@pytest.mark.parametrize("number", ENDS)
@pytest.mark.parametrize("modules", [0, 60, 200, 350])
def test_t3_interrupted_while_it_starts_it_says_nothing(
    home: dict[str, str], number: signal.Signals, modules: int
) -> None:
    """In the middle of the import of so many modules."""
    program = (
        "import builtins, os, sys\n"
        "from ltx_desktop.__main__ import main\n"
        "first = len(sys.modules)\n"
        "load = builtins.__import__\n"
        "def importing(*args, **more):\n"
        f"    if len(sys.modules) - first >= {modules} and 'PySide6' in sys.modules:\n"
        f"        os.kill(os.getpid(), {int(number)})\n"
        "    return load(*args, **more)\n"
        "sys.argv[1:] = ['--demo']\n"
        "builtins.__import__ = importing\n"
        "sys.exit(main())\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=on_display(home),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (-number, "")
