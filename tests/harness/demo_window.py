"""The demo's window as a process of its own on the private display, and starts beside it."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from harness.display import on_display
from harness.processes import until_written

PROGRAM = (sys.executable, "-m", "ltx_desktop")
LIMIT = 60


def log_of(home: dict[str, str]) -> Path:
    return Path(home["XDG_STATE_HOME"]) / "ltx-accounts-demo" / "log" / "ltx-accounts.log"


def data_of(home: dict[str, str]) -> Path:
    return Path(home["XDG_DATA_HOME"]) / "ltx-accounts-demo"


@contextmanager
def demo_window(
    home: dict[str, str], program: Sequence[str] = PROGRAM
) -> "Iterator[subprocess.Popen[str]]":
    """Once it is there; killed at the end, if it still runs."""
    log_of(home).unlink(missing_ok=True)
    with subprocess.Popen(
        [*program, "--demo"],
        env=on_display(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            until_written(log_of(home), "the window is made", process)
            yield process
        finally:
            process.kill()


def start_again(
    home: dict[str, str], program: Sequence[str] = PROGRAM
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*program, "--demo"],
        env=on_display(home),
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )


def assert_found(
    home: dict[str, str],
    first: "subprocess.Popen[str]",
    again: dict[str, str] | None = None,
    program: Sequence[str] = PROGRAM,
) -> None:
    """A start, in the environment `again`, makes the first window come to the front, and ends."""
    second = start_again(again or home, program)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    until_written(log_of(home), "another start asks for the window", first)
    assert first.poll() is None
