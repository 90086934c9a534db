"""What Linux tells of a browser's processes while it runs: arguments, and ports that they hear."""

import threading
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

_OFTEN = 0.02
_LISTENS = "0A"
"""The state of a TCP socket in /proc/net/tcp."""


class BrowserWatch:
    """Looks from the beginning of a `with` block to its end, for processes that name `folder`.

    Chromium gives the folder to its helpers, too; those of Firefox are found as children.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, name="browser watch")
        self.commands: set[tuple[str, ...]] = set()
        self.ports: set[str] = set()
        self.looks = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def main_processes(self) -> dict[int, tuple[str, ...]]:
        """The browsers themselves: those whose parent is none of them."""
        found = self._processes()
        return {number: words for number, words in found.items() if _parent(number) not in found}

    def _processes(self) -> dict[int, tuple[str, ...]]:
        found = {}
        every = [one for one in Path("/proc").iterdir() if one.name.isdecimal()]
        parents: dict[int, int] = {}
        for process in every:
            number = int(process.name)
            with suppress(OSError):
                words = (process / "cmdline").read_bytes().split(b"\0")
                texts = tuple(one.decode(errors="replace") for one in words if one)
                parents[number] = _parent(number)
                if any(self._folder in one for one in texts) and "python" not in texts[0]:
                    found[number] = texts
        grown = True
        while grown:
            more = {
                number: () for number, parent in parents.items() if parent in found
            }.keys() - found.keys()
            for number in more:
                found[number] = ()
            grown = bool(more)
        return found

    def _look(self) -> None:
        while not self._ended.is_set():
            found = self._processes()
            self.commands |= {words for words in found.values() if words}
            listening = _listening()
            for number in found:
                self.ports |= {listening[one] for one in _sockets(number) & listening.keys()}
            self.looks += 1
            time.sleep(_OFTEN)


def _parent(number: int) -> int:
    try:
        return int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError):
        return 0


def _sockets(number: int) -> set[str]:
    found = set()
    with suppress(OSError):
        for one in Path(f"/proc/{number}/fd").iterdir():
            with suppress(OSError):
                target = str(one.readlink())
                if target.startswith("socket:["):
                    found.add(target[8:-1])
    return found


def _listening() -> dict[str, str]:
    """Addresses that are listened at, by the number of their sockets."""
    found = {}
    for table in ("tcp", "tcp6"):
        with suppress(OSError):
            for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == _LISTENS:
                    found[fields[9]] = fields[1]
    return found
