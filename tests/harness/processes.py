"""Helper processes that end with the test run, however it ends, and the children it has."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from harness.waiting import hold_until

ENDS = [one for one in signal.Signals if one.name in {"SIGINT", "SIGTERM", "SIGHUP"}]
"""What asks a process to end; Windows has no SIGHUP."""

_PATIENCE = 5
"""Seconds to end in when asked to, before it is killed."""

"""Seconds that a start may take."""


def start(command: list[str], **options: object) -> "subprocess.Popen[str]":
    """In a session of its own, out of reach of Ctrl+C; if the tests are killed, it ends too."""
    setpriv = shutil.which("setpriv")
    tied = [setpriv, "--pdeathsig", "TERM", "--", *command] if setpriv else command
    process: subprocess.Popen[str] = subprocess.Popen(  # type: ignore[call-overload]
        tied, text=True, start_new_session=True, **options
    )
    return process


def stop(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def running_children() -> dict[int, str]:
    """Number and name of every child that has not ended; only Linux tells."""
    found = {}
    with suppress(OSError):  # a thread or a child that has gone, or another system
        for thread in os.listdir("/proc/self/task"):  # noqa: PTH208 - asked twice by each test
            for number in _read(f"/proc/self/task/{thread}/children").split():
                name, _, rest = _read(f"/proc/{number}/stat").rpartition(")")
                if rest and not rest.startswith(" Z"):
                    found[int(number)] = name.partition("(")[2]
    return found


def _read(path: str) -> str:
    try:
        with open(path) as file:  # noqa: PTH123 - likewise
            return file.read()
    except OSError:
        return ""


def kill(number: int) -> None:
    with suppress(OSError):
        os.kill(number, signal.SIGKILL)


def until_written(log: Path, text: str, process: "subprocess.Popen[str]") -> None:
    """Wait until the log of a process has a text in it; it must not end before."""
    hold_until(lambda: log.is_file() and text in log.read_text(), f"{text!r} in the log", process)
