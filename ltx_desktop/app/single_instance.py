"""One window for a profile: a second start raises the first one's window, and ends."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

from ltx_desktop.store.private_files import make_private_folder
from ltx_desktop.ui.activation import let_others_come_to_front

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE = 2000
"""Milliseconds that the first window may take to hear of a second start."""

_LONGEST_MESSAGE = 4096


class SingleInstance:
    """The lock of a folder. It outlives no process, whatever became of it (K8)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = QLockFile(str(folder / "window.lock"))
        # Only a process that is gone makes a lock stale, not its age.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Take the lock; where no lock can be made there is nobody to share with either."""
        try:
            make_private_folder(self._folder)
        except OSError:
            return True
        return (
            self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError
        )

    def raise_first(self) -> bool:
        """Ask the first window to come to the front; False where it does not answer."""
        from PySide6.QtNetwork import QLocalSocket  # only the second start does

        let_others_come_to_front()
        socket = QLocalSocket()
        socket.connectToServer(_name_of(self._folder))
        if not socket.waitForConnected(_PATIENCE):
            return False
        # What lets a window come to the front under Wayland was given to this start.
        socket.write(os.environ.get("XDG_ACTIVATION_TOKEN", "").encode()[:_LONGEST_MESSAGE] + b"\n")
        return socket.waitForReadyRead(_PATIENCE)

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
        self._lock.unlock()


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

    Sockets lie in the folder that a session has for them, else in that for temporary files; a
    data folder's own path may be too long for one.
    """
    import hashlib  # after the first frame

    digest = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    if sys.platform == "win32":
        return f"ltx-accounts-{digest}"
    name = f"ltx-accounts-{os.getuid()}-{digest}"
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    return str(runtime / name) if runtime.is_absolute() and runtime.is_dir() else name
