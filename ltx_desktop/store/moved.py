"""Whether a command that this app once wrote down names a place where the app is no longer."""

from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

_MODULE = ["-m", "ltx_desktop"]
_PROGRAMS = frozenset({"ltx-desktop", "ltx-accounts"})


def has_moved(written: Sequence[str] | None, command: Sequence[str]) -> bool:
    """Whether `command` should replace what was written.

    It should if both start this app with the same options and the written program is gone. A
    program that is still there may be another installation, which keeps its entry. A Flatpak
    replaces nothing: it cannot see programs outside, and its own command never moves.
    """
    if written is None or not Path(command[0]).is_absolute():
        return False
    before, after = _options(written), _options(command)
    return before is not None and before == after and _is_gone(written[0])


def _options(command: Sequence[str]) -> list[str] | None:
    """The options of a command that starts this app; None for any other program."""
    program, *words = command
    if words[:2] == _MODULE:
        return words[2:]
    # This way of splitting knows the separators of all systems.
    return words if PureWindowsPath(program).stem in _PROGRAMS else None


def _is_gone(program: str) -> bool:
    """False for a path that cannot be checked: the program may be there."""
    try:
        Path(program).stat()
    except (FileNotFoundError, NotADirectoryError):
        return Path(program).is_absolute()
    except (OSError, ValueError):
        return False
    return False
