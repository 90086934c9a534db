"""Is there a screen? Qt aborts the process when there is none, so it is asked for before."""

import ctypes
import os
import re
import sys
import threading

from ltx_desktop.wording.translation import _

_LOCAL_DISPLAY = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_PATIENCE = 2
"""Seconds that a display may take to answer."""

_XCB_LIBRARIES = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4")


def missing_display() -> str | None:
    """What keeps a window from being opened, as a sentence; None where nothing does."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or platform not in {"", "xcb", "wayland"}:
        return None
    if os.environ.get("WAYLAND_DISPLAY") and platform != "xcb":
        return None
    display = os.environ.get("DISPLAY")
    if not display:
        return _(
            "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set. Start LTX Accounts "
            "from a desktop session, or connect with ssh -X."
        )
    absent = next((name for name in _XCB_LIBRARIES if not _can_load(name)), None)
    if absent:
        return _(
            "The system library {library} is missing; Qt needs it to open a window. "
            "`sh packaging/bootstrap.sh run` in a checkout installs it."
        ).format(library=absent)
    if not _answers(display):
        return _(
            "The display {display} does not let LTX Accounts in, or does not answer. Start it from "
            "a desktop session, or check the variables DISPLAY and XAUTHORITY."
        ).format(display=display)
    return None


def _answers(display: str) -> bool:
    """Whether an X server lets this process in; a remote one is left for Qt to find out."""
    if not _LOCAL_DISPLAY.fullmatch(display):
        return True
    let_in: list[bool] = []
    # A server that hangs would be waited for without end.
    asking = threading.Thread(target=lambda: let_in.append(_lets_in(display)), daemon=True)
    asking.start()
    asking.join(_PATIENCE)
    return any(let_in)


def _lets_in(display: str) -> bool:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    lets_in: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return lets_in


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
