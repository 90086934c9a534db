"""Coming to the front where the system limits it: Wayland and Windows."""

import os
import sys

from PySide6.QtGui import QGuiApplication

_ANY_PROCESS = -1


def take_activation_token(token: str) -> None:
    """Let the next window come to the front under Wayland, as the click that led to it may."""
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token


def is_in_front() -> bool:
    """Whether somebody is at one of the app's windows."""
    return QGuiApplication.focusWindow() is not None


def let_others_come_to_front() -> None:
    """Pass on the right that Windows gives a new process; without it, a window only blinks."""
    if sys.platform == "win32":
        import ctypes  # for Windows only

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
