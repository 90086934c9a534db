"""Start with the session on macOS: a launchd agent of the user."""

import plistlib
from collections.abc import Sequence
from pathlib import Path
from xml.parsers.expat import ExpatError

from ltx_desktop.store.errors import Reason, StoreUnavailable
from ltx_desktop.store.private_files import read_file, write_atomically
from ltx_desktop.store.reasons import unavailable

_PASSING = "AppTranslocation"
"""Until a downloaded app is moved, macOS runs it from a random place in this folder."""


class LaunchAgent:
    """launchd reads the folder at the next login; nothing is started or stopped now."""

    def __init__(self, path: Path, label: str) -> None:
        self._path = path
        self._label = label

    def enabled(self) -> bool:
        match self._read():
            case {"Disabled": True}:
                return False
            case {"ProgramArguments": [str(), *_], "RunAtLoad": True}:
                return True
            case _:
                return False

    def command(self) -> list[str] | None:
        match agent := self._read():
            case {"ProgramArguments": [str(), *_] as command}:
                return command if agent == self._agent(command) else None
            case _:
                return None

    def enable(self, command: Sequence[str]) -> None:
        if _PASSING in Path(command[0]).parts:
            raise StoreUnavailable(self._path, Reason.PASSING_PLACE)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, plistlib.dumps(self._agent(command)))
        except OSError as error:
            raise unavailable(self._path, error) from error

    def disable(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise unavailable(self._path, error) from error

    def _read(self) -> object:
        """None where there is no file."""
        try:
            return _plist(read_file(self._path))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise unavailable(self._path, error) from error

    def _agent(self, command: Sequence[str]) -> dict[str, object]:
        return {
            "Label": self._label,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "LimitLoadToSessionType": "Aqua",
            "ProcessType": "Interactive",
        }


def _plist(content: bytes) -> object:
    """None for what is no property list: launchd would not start it either."""
    try:
        return plistlib.loads(content)
    except (plistlib.InvalidFileException, ExpatError, ValueError, AttributeError, IndexError):
        return None
