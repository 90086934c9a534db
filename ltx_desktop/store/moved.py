"""Whether a command that this app once wrote down names a place where the app is no longer."""

from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

_MODULE = ["-m", "ltx_desktop"]
_PROGRAMS = frozenset({"ltx-desktop", "ltx-accounts"})


def has_moved(written: Sequence[str] | None, command: Sequence[str]) -> bool:
    """Whether `command` is to take the place of what was written.

    That is so where both start this app with the same options, and the written program is gone.
    While it is there it may be another installation, whose entry is its own: two of them do not
    take it from each other. From a Flatpak no program outside can be seen, and its own command
    (`flatpak run`) never moves.
    """
    if written is None or not Path(command[0]).is_absolute():
        return False
    before, after = _options(written), _options(command)
    return before is not None and before == after and _is_gone(written[0])


def _options(command: Sequence[str]) -> list[str] | None:
    """None of another program."""
    program, *words = command
    if words[:2] == _MODULE:
        return words[2:]
    # This way of splitting knows the separators of all systems.
    return words if PureWindowsPath(program).stem in _PROGRAMS else None


def _is_gone(program: str) -> bool:
    """What cannot be looked at may be there."""
    try:
        Path(program).stat()
    except (FileNotFoundError, NotADirectoryError):
        return Path(program).is_absolute()
    except (OSError, ValueError):
        return False
    return False
