"""One window for a profile: a second start raises the first one's window, and ends."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ltx_desktop.app.file_lock import FileLock
from ltx_desktop.store.private_files import make_private_folder
from ltx_desktop.ui.window.activation import let_others_come_to_front

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE = 5.0
"""Seconds that the first process may take to show a window and to answer, or to end."""

_PAUSE = 0.05

_ANSWER_WITHIN = 2000
"""Milliseconds for an open window."""

_LONGEST_SOCKET_NAME = 100
"""Bytes; the shortest limit of a system is 104 (macOS)."""

_LONGEST_MESSAGE = 4096


class SingleInstance:
    """The lock of a folder. It outlives no process, whatever became of it (K8)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / "window.lock")
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Take the lock; where no lock can be made there is nobody to share with either."""
        try:
            make_private_folder(self._folder)
            return self._lock.take()
        except OSError:
            return True

    def becomes_first(self) -> bool | None:
        """Wait until the first process ends; False when its window came to the front instead.

        None where neither happens. A process that has just begun does not listen yet.
        """
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            if self.raise_first():
                return False
            time.sleep(_PAUSE)
            if self.is_first():
                return True
        return None

    def raise_first(self) -> bool:
        """Ask the first window to come to the front; False where it does not answer."""
        from PySide6.QtNetwork import QLocalSocket  # only the second start does

        let_others_come_to_front()
        socket = QLocalSocket()
        socket.connectToServer(_name_of(self._folder))
        if not socket.waitForConnected(_ANSWER_WITHIN):
            return False
        # What lets a window come to the front under Wayland was given to this start.
        socket.write(os.environ.get("XDG_ACTIVATION_TOKEN", "").encode()[:_LONGEST_MESSAGE] + b"\n")
        return socket.waitForReadyRead(_ANSWER_WITHIN)

    def listen(self, come_to_front: Callable[[str], None]) -> None:
        """Hear of other starts; only this user's processes may connect (T8)."""
        from PySide6.QtNetwork import QLocalServer  # after the first frame

        server = self._server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # With the lock held, a socket that lies there is a dead one's.
        name = _name_of(self._folder)
        QLocalServer.removeServer(name)
        server.newConnection.connect(lambda: _answer(server, come_to_front))
        server.listen(name)

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        self._lock.release()


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


def _name_of(folder: Path) -> str:
    """A name for the folder: two data folders are two apps.

    Sockets lie in the folder that a session has for them. Two starts of a Flatpak
    share only one part of it. Without such a folder the data folder has the socket, where its path
    is not too long for one, else the folder for temporary files.
    """
    import hashlib  # after the first frame

    digest = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    if sys.platform == "win32":
        return f"ltx-accounts-{digest}"
    name = f"ltx-accounts-{os.getuid()}-{digest}"
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    if flatpak := os.environ.get("FLATPAK_ID"):
        runtime = runtime / "app" / flatpak
    if runtime.is_absolute() and runtime.is_dir():
        return str(runtime / name)
    own = folder.resolve() / "window.socket"
    return str(own) if len(os.fsencode(own)) <= _LONGEST_SOCKET_NAME else name
