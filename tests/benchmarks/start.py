"""Processes: how soon they show something, what they hold, and what they cost while idle."""

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench_profile import demo_service, profile
from figure import Bar, Figure, figure_of, in_turns
from first_frame import ON_SCREEN, SHOWN

HERE = Path(__file__).resolve().parent
WATCHED_FOR = 20
"""Seconds of a window's idling."""

SETTLING = 2
"""Seconds before that, in which the window is left alone already."""

PAIRS_AT_ONCE = 4

PATIENCE = 60
"""Seconds in which anything comes up."""

Spent = tuple[float, float]
"""Processor seconds and wakeups of all threads of a process."""


@contextmanager
def _started(
    script: str, environment: dict[str, str], *words: str
) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, str(HERE / script), *words]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def _until_shown(script: str, environment: dict[str, str], *words: str) -> float:
    begun = time.perf_counter()
    with _started(script, environment, *words) as process:
        _wait(process, SHOWN)
        taken = time.perf_counter() - begun
        _wait(process, ON_SCREEN)
    return taken * 1000


def _wait(process: "subprocess.Popen[str]", wanted: str = SHOWN) -> None:
    """For the next line, but not for ever: who says nothing is ended, and fails by that."""
    assert process.stdout
    late = threading.Timer(PATIENCE, process.kill)
    late.start()
    line = process.stdout.readline().strip()
    late.cancel()
    if line != wanted:
        raise SystemExit(f"a window said {line!r} instead of {wanted!r}")


def _until_ended(arguments: list[str], environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - begun
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr)
    return taken * 1000


def first_frame(accounts: int, bar: Bar, runs: int) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        environment = profile(Path(folder), accounts)
        return in_turns(
            bar,
            runs,
            lambda: _until_shown("floor_window.py", environment),
            lambda: _until_shown("our_window.py", environment, str(accounts)),
        )


def first_frame_30(runs: int) -> Figure:
    return first_frame(30, Bar("first frame with 30 stored accounts", 1.25), runs)


def first_frame_10000(runs: int) -> Figure:
    return first_frame(10_000, Bar("first frame with 10,000 stored accounts", 2), runs)


def check_offline(runs: int) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        environment = profile(Path(folder), 30)
        return in_turns(
            Bar("`check --offline` with 30 accounts, the whole process", 3),
            runs,
            lambda: _until_ended(["-c", "import sqlite3, json, argparse"], environment),
            lambda: _until_ended(["-m", "ltx_desktop", "check", "--offline"], environment),
        )


def memory(runs: int) -> Figure:
    with tempfile.TemporaryDirectory() as folder, demo_service(30) as base_url:
        environment = profile(Path(folder), 30, base_url)

        def peak(script: str, *words: str) -> float:
            with _started(script, environment, *words) as process:
                _wait(process)
                status = Path(f"/proc/{process.pid}/status").read_text()
                return int(status.partition("VmHWM:")[2].split()[0]) / 1024

        return in_turns(
            Bar("peak memory of the idle window after a refresh, 30 accounts", 1.25, "MB"),
            runs,
            lambda: peak("floor_window.py", "idle"),
            lambda: peak("our_window.py", "30", "idle"),
        )


def idle_processor(runs: int) -> Figure:
    bar = Bar("processor time of the idle window, 30 accounts, a minute", 0.1, "s", adds=True)
    return figure_of(bar, [(floor[0], ours[0]) for floor, ours in _idle(runs)])


def hidden_wakeups(runs: int) -> Figure:
    bar = Bar("wakeups of the hidden window, a minute", 5, "", adds=True)
    return figure_of(bar, [(floor[1], ours[1]) for floor, ours in _idle(runs, "hide")])


def _idle(runs: int, *words: str) -> list[tuple[Spent, Spent]]:
    """What floor and our window spend in the same time."""
    pairs: list[tuple[Spent, Spent]] = []
    with demo_service(30) as base_url:
        while len(pairs) < runs:
            pairs += _idle_together(min(PAIRS_AT_ONCE, runs - len(pairs)), base_url, words)
    return pairs


def _idle_together(
    count: int, base_url: str, words: tuple[str, ...]
) -> Iterator[tuple[Spent, Spent]]:
    """So many pairs; a window that comes or goes wakes up all that share its display."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        windows = []
        for number in range(count):
            environment = profile(Path(folder, str(number)), 30, base_url)
            for script in (["floor_window.py"], ["our_window.py", "30"]):
                started = _started(script[0], environment, *script[1:], "idle", *words)
                windows.append(stack.enter_context(started))
        for one in windows:
            _wait(one)
        time.sleep(SETTLING)
        before = [_spent(one.pid) for one in windows]
        time.sleep(WATCHED_FOR)
        after = [_spent(one.pid) for one in windows]
    spent = [_a_minute(*one) for one in zip(before, after, strict=True)]
    yield from zip(spent[::2], spent[1::2], strict=True)


def _a_minute(before: Spent, after: Spent) -> Spent:
    scale = 60 / WATCHED_FOR
    return (after[0] - before[0]) * scale, (after[1] - before[1]) * scale


def _spent(pid: int) -> Spent:
    seconds, wakeups = 0.0, 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        seconds += int((task / "schedstat").read_text().split()[0]) / 1e9
        status = (task / "status").read_text()
        wakeups += int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])
    return seconds, wakeups
