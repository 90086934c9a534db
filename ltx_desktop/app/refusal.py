"""Tells the user why the app does not start; every Python can load this module."""

import sys

_TITLE = "LTX Accounts"

_ICON_OF_AN_ERROR, _IN_FRONT = 0x10, 0x10000


def refuse(sentence: str) -> None:
    """Write it to standard error; a Windows program without a console shows it in a message.

    Elsewhere, a closed standard error means that nobody wants to read it.
    """
    if sys.stderr is not None:
        _write(sentence)
    elif sys.platform == "win32":
        import ctypes  # for Windows only

        message = sentence.strip()
        ctypes.windll.user32.MessageBoxW(None, message, _TITLE, _ICON_OF_AN_ERROR | _IN_FRONT)


def _write(sentence: str) -> None:
    try:
        sys.stderr.write(sentence.rstrip("\n") + "\n")
        sys.stderr.flush()
    except OSError:
        # A full disk, a reader that has gone: the exit code still tells.
        return
