"""Greets the desktop's buses, which Qt would wait for without end before it draws anything.

Threads do that while Qt is loaded; the app goes on without the buses that are silent. Programs
on a bus that do not answer cost Qt 25 seconds at most.
"""

import _socket  # what Python's `socket` is made of, which takes long to load itself
import os
import sys
import threading
import time
from collections.abc import Sequence
from enum import Enum, unique
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from ltx_desktop.wording.notice import Notice

_PATIENCE = 2
"""Seconds that a bus may take to answer."""

_NOTHING = "disabled:"
"""An address of D-Bus that nobody can reach, and nobody waits for."""


@unique
class Bus(Enum):
    """By its name in the log."""

    SESSION = "session bus"
    ACCESSIBILITY = "accessibility bus"


class Neighbours:
    """Greets them from now on."""

    def __init__(self) -> None:
        self._asked: list[tuple[Bus, threading.Thread]] = []
        if sys.platform == "linux":
            self._asked = [
                (bus, _started(address))
                for bus, addresses in (
                    (Bus.SESSION, [_session_address()]),
                    (Bus.ACCESSIBILITY, _accessibility_addresses()),
                )
                for address in addresses
            ]

    def leave_silent(self) -> tuple[Bus, ...]:
        """Keep Qt from waiting for the silent ones, and return them; call it before Qt begins."""
        end = time.monotonic() + _PATIENCE
        for _, thread in self._asked:
            thread.join(max(end - time.monotonic(), 0))
        silent = {bus for bus, thread in self._asked if thread.is_alive()}
        if Bus.SESSION in silent:
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = _NOTHING
        if silent:
            os.environ["AT_SPI_BUS_ADDRESS"] = _NOTHING
            os.environ["NO_AT_BRIDGE"] = "1"  # for GTK, which brings the theme on some desktops
        return tuple(bus for bus in Bus if bus in silent)


def report_silent(silent: Sequence[Bus]) -> "tuple[Notice, ...]":
    """Log which buses are silent, and return what a person has to know about it."""
    if not silent:
        return ()
    import logging

    from ltx_desktop.wording import neighbours as wording  # rarely needed

    for bus in silent:
        logging.getLogger(__name__).warning("the %s does not answer", bus.value)
    if Bus.SESSION in silent:
        return (wording.silent_session_bus_notice(),)
    return (wording.silent_accessibility_bus_notice(),)


def _started(address: str) -> threading.Thread:
    thread = threading.Thread(target=_greet, args=(address,), daemon=True)
    thread.start()
    return thread


def _greet(address: str) -> None:
    """Return once the bus has answered; that it is not there, or refuses, is an answer."""
    try:
        connection = _connected(address)
        if connection is not None:
            identity = str(os.geteuid()).encode().hex().encode()
            connection.sendall(b"\0AUTH EXTERNAL %s\r\n" % identity)
            connection.recv(1)
            connection.close()
    except OSError:
        return


def _connected(address: str) -> "_socket.socket | None":
    """Connect to the first address that is there; only sockets of this machine are tried."""
    for one in address.split(";"):
        transport, _, rest = one.partition(":")
        values = dict(pair.partition("=")[::2] for pair in rest.split(","))
        if transport != "unix" or not values.keys() & {"path", "abstract"}:
            continue
        place = unquote_to_bytes(os.fsencode(values.get("path") or f"%00{values['abstract']}"))
        connection = _socket.socket(_socket.AF_UNIX)
        try:
            connection.connect(place)
        except OSError:
            connection.close()
        else:
            return connection
    return None


def _session_address() -> str:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return os.environ.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path={runtime}/bus"


def _accessibility_addresses() -> list[str]:
    if address := os.environ.get("AT_SPI_BUS_ADDRESS"):
        return [address]
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return [f"unix:path={one}" for one in Path(runtime, "at-spi").glob("bus*")] if runtime else []
