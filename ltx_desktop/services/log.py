"""The log, to be read by the user."""

from pathlib import Path

from ltx_desktop.store.daemon_call import in_daemon_thread
from ltx_desktop.store.private_files import read_file

_LONGEST = 300_000
"""Octets; about a week."""

_TIMEOUT = 10


class ReadLog:
    """`path` is the newest of the files; the one before it has a `.1` behind its name."""

    def __init__(self, path: Path) -> None:
        self.path = path

    async def __call__(self) -> str:
        """The last lines, oldest first; empty where nothing can be read."""
        try:
            return await in_daemon_thread(lambda: _last_lines(self.path), _TIMEOUT, "read log")
        except TimeoutError:
            return ""


def _last_lines(path: Path) -> str:
    octets = _content(path.with_name(path.name + ".1")) + _content(path)
    if len(octets) > _LONGEST:
        # The first of these lines may have lost its beginning.
        octets = octets[-_LONGEST:].partition(b"\n")[2]
    return octets.decode("utf-8", "replace")


def _content(path: Path) -> bytes:
    try:
        return read_file(path)
    except OSError:
        return b""
