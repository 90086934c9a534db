"""One window for a profile: a second start raises the first one's window, and ends."""

import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ltx_desktop.store.file_lock import FileLock
from ltx_desktop.store.private_files import make_private_folder, read_file, write_atomically
from ltx_desktop.ui.window.activation import let_others_come_to_front

if TYPE_CHECKING:
    from PySide6.QtCore import QFileSystemWatcher
    from PySide6.QtNetwork import QLocalServer

_log = logging.getLogger(__name__)

_PATIENCE = 15.0
"""Seconds that the first process may take to show a window and to answer, or to end.

A window may stand still for a while: the owner of the clipboard hangs, the computer is busy.
"""

_ANSWERS_WITHIN = 2.0
_PAUSE = 0.05
"""Seconds."""

_LONGEST_MESSAGE = _LONGEST_ADDRESS = 4096


class SingleInstance:
    """The lock of a folder. It outlives no process, whatever became of it (K8).

    Whoever can see the folder finds the window, whatever else differs in its environment: the
    window listens in the folder, or writes there where it listens instead.
    """

    def __init__(self, folder: Path) -> None:
        self.lock_file = folder / "window.lock"
        self._folder = folder
        self._address_file = folder / "window.address"
        self._place = _usual_place(folder)
        self._is_written = False
        self._lock = FileLock(self.lock_file)
        self._server: QLocalServer | None = None
        self._watcher: QFileSystemWatcher | None = None

    def becomes_first(self) -> bool | None:
        """Wait for the lock; False when the first process's window came to the front instead.

        None where neither happens. A process that has just begun does not listen yet.
        """
        until = time.monotonic() + _PATIENCE
        while True:
            is_first = self.is_first()
            if is_first and not Path(self._address()).is_socket():
                return True
            # With the lock held, somebody answers only where the first one's lock was deleted.
            answers = self.raise_first(time.monotonic() + _ANSWERS_WITHIN if is_first else until)
            if answers:
                self._lock.release()
                return False
            if is_first or (is_first is None and answers is None):
                return True
            if time.monotonic() > until:
                return None
            time.sleep(_PAUSE)

    def is_first(self) -> bool | None:
        """Take the lock; False where another process holds it, None where there can be none."""
        try:
            make_private_folder(self._folder)
            return self._lock.take()
        except OSError:
            return None

    def raise_first(self, until: float) -> bool | None:
        """Ask the first window to come to the front; None where nobody listens."""
        from PySide6.QtNetwork import QLocalSocket  # only the second start does

        let_others_come_to_front()
        socket = QLocalSocket()
        socket.connectToServer(self._address())
        if not socket.waitForConnected(_milliseconds(until)):
            return None
        # What lets a window come to the front under Wayland was given to this start.
        socket.write(os.environ.get("XDG_ACTIVATION_TOKEN", "").encode()[:_LONGEST_MESSAGE] + b"\n")
        return socket.waitForReadyRead(_milliseconds(until))

    def listen(self, come_to_front: Callable[[str], None]) -> None:
        """Hear of other starts; only this user's processes may connect (T8)."""
        from PySide6.QtCore import QFileSystemWatcher
        from PySide6.QtNetwork import QLocalServer  # after the first frame

        server = self._server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(lambda: _answer(server, come_to_front))
        self._watcher = QFileSystemWatcher()
        self._watcher.directoryChanged.connect(lambda: self._look(server))
        self._open(server)

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
            self._clear()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        self._lock.release()

    def _open(self, server: "QLocalServer") -> None:
        """Listen at the first place that can be listened at."""
        self._clear()
        for place in self._places():
            if server.listen(place):
                self._tell(place)
                return
            _log.info("the window cannot listen at %s: %s", place, server.errorString())
            self._remove(place)
        _log.warning("other starts cannot find this window: there is no place to listen at")

    def _tell(self, place: str) -> None:
        """Write down where the window listens, and watch that other starts can find it."""
        self._place = place
        self._is_written = False
        if place != _usual_place(self._folder):
            try:
                write_atomically(self._address_file, os.fsencode(place))
                self._is_written = True
            except OSError as error:
                _log.warning("other starts cannot find this window: %s", error)
        if self._watcher is not None and sys.platform != "win32":
            self._watcher.addPaths(sorted({str(self._folder), str(Path(place).parent)}))

    def _look(self, server: "QLocalServer") -> None:
        """Listen anew if somebody has deleted the socket or the file with its address."""
        if not server.isListening():
            return
        # An address that could not be written is not tried again with each change of the folder.
        is_lost = self._is_written and self._address() != self._place
        if is_lost or not Path(self._place).is_socket():
            _log.info("other starts could not find this window any more")
            server.close()
            self._open(server)

    def _places(self) -> Iterator[str]:
        """The usual one, unless its path is too long or its disk has no sockets; then new folders.

        Two starts of a Flatpak share only one part of the session's folder, and not /tmp.
        """
        yield _usual_place(self._folder)
        if sys.platform == "win32":
            return
        from tempfile import mkdtemp  # seldom needed

        session = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
        if flatpak := os.environ.get("FLATPAK_ID"):
            session = session / "app" / flatpak
        for folder in (session, Path("/tmp")):  # noqa: S108 - nobody else can enter what is made
            if folder.is_absolute():
                with suppress(OSError):
                    yield f"{mkdtemp(prefix='ltx-accounts-', dir=folder)}/window.socket"

    def _address(self) -> str:
        """Where the first window listens."""
        try:
            return os.fsdecode(read_file(self._address_file, _LONGEST_ADDRESS))
        except OSError:
            return _usual_place(self._folder)

    def _clear(self) -> None:
        """Remove the sockets and the address file of this window, or of a dead one."""
        for place in {self._address(), self._place, _usual_place(self._folder)}:
            self._remove(place)
        with suppress(OSError):
            self._address_file.unlink()

    def _remove(self, place: str) -> None:
        """Take away a socket, and the folder that was made for it."""
        if sys.platform == "win32":
            return
        socket = Path(place)
        with suppress(OSError, ValueError):  # a damaged address may be no path at all
            if socket.is_socket():
                socket.unlink()
            if place != _usual_place(self._folder):
                socket.parent.rmdir()


def _answer(server: "QLocalServer", come_to_front: Callable[[str], None]) -> None:
    socket = server.nextPendingConnection()
    socket.disconnected.connect(socket.deleteLater)

    def read() -> None:
        if socket.canReadLine() or socket.bytesAvailable() > _LONGEST_MESSAGE:
            message = bytes(socket.readLine(_LONGEST_MESSAGE).data())
            socket.write(b"raised\n")
            socket.flush()
            socket.disconnectFromServer()
            come_to_front(message.decode("utf-8", "replace").strip())

    socket.readyRead.connect(read)
    read()


def _usual_place(folder: Path) -> str:
    """Beside the lock; on Windows the name of a pipe, which lies in no folder."""
    if sys.platform == "win32":
        import hashlib  # after the first frame

        digest = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
        return f"ltx-accounts-{digest}"
    return str(folder.resolve() / "window.socket")


def _milliseconds(until: float) -> int:
    return max(0, int((until - time.monotonic()) * 1000))
