"""How long `ltx-desktop check` takes beside a window.

Run it: `python tests/benchmarks/bench_check_start.py`

Measured from the start of a process, in turns: an empty PySide6 window and the app's own up to
their first frame; `check --offline` and `check` against a demo service up to their end. Prints the
median of each and its ratio to both windows. Needs a display, real or Xvfb's.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from ltx_desktop.demo.server import DemoServer

RUNS = int(os.environ.get("RUNS", "15"))
ROOT = Path(__file__).resolve().parents[2]

_FRAME = """
from PySide6.QtCore import QEvent, QObject, QTimer
class FirstFrame(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: print("shown", flush=True))
        return False
"""
_EMPTY = f"""
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
{_FRAME}
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableView())
seen = FirstFrame()
window.installEventFilter(seen)
window.show()
application.exec()
"""
_OURS = f"""
import asyncio
from ltx_desktop.app import lifetime
from ltx_desktop.app.paths import Paths
from ltx_desktop.app.wiring import wire_user
async def watch(window):
    window.installEventFilter(seen)
    await asyncio.Event().wait()
{_FRAME}
seen = FirstFrame()
lifetime.run(wire_user(Paths.of_user()), is_demo=False, watch=watch)
"""


def until_shown(code: str, environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        line = process.stdout.readline()
        taken = time.perf_counter() - begun
        process.kill()
    if line != "shown\n":
        raise SystemExit("no window came up: is there a display?")
    return taken


def until_ended(arguments: list[str], environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    taken = time.perf_counter() - begun
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr)
    return taken


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, DemoServer() as server:
        environment = _environment(Path(folder), server)
        check = ["-m", "ltx_desktop", "check"]
        measured: dict[str, Callable[[], float]] = {
            "empty window": lambda: until_shown(_EMPTY, environment),
            "our window": lambda: until_shown(_OURS, environment),
            "python alone": lambda: until_ended(["-c", "pass"], environment),
            "check": lambda: until_ended(check, environment),
            "check --offline": lambda: until_ended([*check, "--offline"], environment),
        }
        for run in measured.values():  # writes bytecode, and the accounts that are offline then
            run()
        times: dict[str, list[float]] = {name: [] for name in measured}
        for _ in range(RUNS):
            for name, run in measured.items():
                times[name].append(run())
    _report({name: median(taken) for name, taken in times.items()})


def _environment(folder: Path, server: DemoServer) -> dict[str, str]:
    kept = ("PATH", "DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM", "LANG")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        (folder / name).mkdir(mode=0o700)
        environment[name] = str(folder / name)
    settings = folder / "XDG_CONFIG_HOME" / "ltx-accounts" / "settings.json"
    settings.parent.mkdir()
    settings.write_text(f'{{"base_url": "{server.base_url}"}}')
    return environment | {
        "LTX_API_TOKEN": server.token,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }


def _report(medians: dict[str, float]) -> None:
    lines = [f"{'':16} {'ms':>6} {'/ empty window':>15} {'/ our window':>13}"]
    for name, taken in medians.items():
        empty, ours = (taken / medians[one] for one in ("empty window", "our window"))
        lines.append(f"{name:16} {taken * 1000:6.0f} {empty:15.2f} {ours:13.2f}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
