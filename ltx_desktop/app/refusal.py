"""Tells the user why the app does not start; every Python can load this module."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "LTX Accounts"

_ICON_OF_AN_ERROR, _IN_FRONT = 0x10, 0x10000


def refuse(sentence: str, show: "Callable[[str], None] | None" = None) -> None:
    """Write it to standard error, and `show` it where that is no terminal: after a click, say.

    Without `show`, a Windows program without a console shows it in a message. Elsewhere, a closed
    standard error means that nobody wants to read it.
    """
    if sys.stderr is not None:
        _write(sentence)
    if show is not None:
        if sys.stderr is None or not sys.stderr.isatty():
            show(sentence.strip())
    elif sys.stderr is None and sys.platform == "win32":
        import ctypes  # for Windows only

        message = sentence.strip()
        ctypes.windll.user32.MessageBoxW(None, message, TITLE, _ICON_OF_AN_ERROR | _IN_FRONT)


def _write(sentence: str) -> None:
    try:
        sys.stderr.write(sentence.rstrip("\n") + "\n")
        sys.stderr.flush()
    except OSError:
        # A full disk, a reader that has gone: the exit code still tells.
        return
