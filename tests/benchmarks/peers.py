"""Other desktop apps beside ours, from the start of the process to its first window on the screen.

Only those are measured that are installed: `apt install keepassxc vorta picard`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from bench_profile import profile
from figure import Bar, Figure, in_turns

HERE = Path(__file__).resolve().parent
PATIENCE = 60
"""Seconds in which a window comes up."""

MOST = {"keepassxc": 1.6, "vorta": 1.0, "picard": 1.0}
"""How often as long as theirs our start may take. The first is C++, the others are Python."""

INSTALLED = [name for name in MOST if shutil.which(name) and shutil.which("xdotool")]


def _until_mapped(command: list[str], environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=silent, stderr=silent) as process:
        try:
            while not _is_window_there(environment):
                if process.poll() is not None or time.perf_counter() - begun > PATIENCE:
                    raise SystemExit(f"{command[0]} shows no window")
            taken = time.perf_counter() - begun
        finally:
            process.kill()
    while _is_window_there(environment):
        time.sleep(0.01)
    return taken * 1000


def _is_window_there(environment: dict[str, str]) -> bool:
    search = ["xdotool", "search", "--onlyvisible", "--name", "."]
    return bool(subprocess.run(search, env=environment, capture_output=True, check=False).stdout)


def beside(name: str, runs: int) -> Figure:
    with tempfile.TemporaryDirectory() as ours, tempfile.TemporaryDirectory() as theirs:
        environment = profile(Path(ours), 30)
        places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        return in_turns(
            Bar(f"our start with 30 accounts, / {name}'s", MOST[name]),
            runs,
            partial(_until_mapped, [name], os.environ | dict.fromkeys(places, theirs)),
            partial(
                _until_mapped, [sys.executable, str(HERE / "our_window.py"), "30"], environment
            ),
        )


keepassxc, vorta, picard = (partial(beside, name) for name in MOST)
