"""Browsers as processes: one for a person, one that is spoken to through two pipes.

Neither gets our streams, and none of our signals: Ctrl+C in a terminal ends the command and leaves
the browser to the person.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from io import FileIO
from typing import Any, NamedTuple, Protocol

from ltx_desktop.browsers.errors import NotStarted

_READ_BY_BROWSER, _WRITTEN_BY_BROWSER = 3, 4
"""The numbers that Chromium gives its two pipes."""

_ABOVE = 10
"""Our own ends have higher numbers, so that those two are free."""

_PAUSE = 0.005
_DETACHED = 0x00000008 | 0x00000200
"""DETACHED_PROCESS and CREATE_NEW_PROCESS_GROUP."""


class Process(Protocol):
    """What is asked of a process; `wait` gives its exit code, None while it runs."""

    def wait_for(self, seconds: float) -> int | None: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...


class StartedProcess:
    """A thread of its own waits for its end, whoever else does. Raises NotStarted."""

    def __init__(self, command: Sequence[str], **options: Any) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a browser that was found or named
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                **options,
            )
        except OSError:
            raise NotStarted from None
        self.number = self._process.pid
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name="browser", daemon=True).start()

    def wait_for(self, seconds: float) -> int | None:
        return self._process.returncode if self._ended.wait(seconds) else None

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def _watch(self) -> None:
        self._process.wait()
        self._ended.set()


def start_window(command: Sequence[str], platform: str = sys.platform) -> StartedProcess:
    """A browser for a person, who may go on with it after this process has ended."""
    if platform == "win32":
        return StartedProcess(command, creationflags=_DETACHED)
    return StartedProcess(command, start_new_session=True)


class Piped(NamedTuple):
    """A process with pipes, and our ends of them."""

    process: Process
    reading: FileIO
    writing: FileIO


StartPiped = Callable[[Sequence[str], int, int], Process]
"""Gets the command, and the descriptors that the process reads from and writes to."""


def start_with_pipes(command: Sequence[str], start: "StartPiped | None" = None) -> Piped:
    """With Chromium's `--remote-debugging-pipe`; raises NotStarted."""
    if start is None:
        start = start_on_windows if sys.platform == "win32" else SpawnedProcess
    (read_by_it, we_write), (we_read, written_by_it) = _pipe(), _pipe()
    try:
        process = start(command, read_by_it, written_by_it)
    except (OSError, NotStarted):
        os.close(we_write)
        os.close(we_read)
        raise NotStarted from None
    finally:
        os.close(read_by_it)
        os.close(written_by_it)
    return Piped(process, FileIO(we_read, "rb"), FileIO(we_write, "wb"))


def _pipe() -> tuple[int, int]:
    reading, writing = os.pipe()
    if sys.platform == "win32":
        return reading, writing
    import fcntl  # Windows has none

    moved = [fcntl.fcntl(one, fcntl.F_DUPFD_CLOEXEC, _ABOVE) for one in (reading, writing)]
    os.close(reading)
    os.close(writing)
    return moved[0], moved[1]


class SpawnedProcess:
    """Gives the two pipes their numbers without any code of ours in the child.

    `subprocess` would need some, which may not run beside other threads.
    """

    def __init__(self, command: Sequence[str], read_by_it: int, written_by_it: int) -> None:
        nowhere = (
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            *((os.POSIX_SPAWN_OPEN, one, os.devnull, os.O_WRONLY, 0) for one in (1, 2)),
        )
        self.number = os.posix_spawn(
            command[0],
            [*command],
            os.environ,
            file_actions=[
                *nowhere,
                (os.POSIX_SPAWN_DUP2, read_by_it, _READ_BY_BROWSER),
                (os.POSIX_SPAWN_DUP2, written_by_it, _WRITTEN_BY_BROWSER),
            ],
            setpgroup=0,
            setsigdef=[signal.SIGPIPE, signal.SIGXFSZ, signal.SIGINT, signal.SIGHUP],
        )
        self._code: int | None = None

    def wait_for(self, seconds: float) -> int | None:
        until = time.monotonic() + seconds
        while self._code is None:
            number, status = os.waitpid(self.number, os.WNOHANG)
            if number:
                self._code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > until:
                break
            else:
                time.sleep(_PAUSE)
        return self._code

    def terminate(self) -> None:
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def _send(self, number: int) -> None:
        """A process that was waited for has no number any more."""
        if self._code is None:
            os.kill(self.number, number)


def start_on_windows(
    command: Sequence[str],
    read_by_it: int,
    written_by_it: int,
    libraries: Callable[[str], Any] = import_module,
) -> Process:
    """Windows hands over handles, whose numbers stand on the command line."""
    msvcrt, system = libraries("msvcrt"), libraries("subprocess")
    handles = [msvcrt.get_osfhandle(one) for one in (read_by_it, written_by_it)]
    for handle in handles:
        libraries("os").set_handle_inheritable(handle, True)
    return StartedProcess(
        [*command, f"--remote-debugging-io-pipes={','.join(map(str, handles))}"],
        startupinfo=system.STARTUPINFO(lpAttributeList={"handle_list": handles}),
        creationflags=_DETACHED,
    )
