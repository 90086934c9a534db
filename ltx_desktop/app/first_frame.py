"""The first frame: on the screen before the rest of the app is loaded."""

import importlib
import threading

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from ltx_desktop.app import lean_qt
from ltx_desktop.app.application import Application
from ltx_desktop.ui.window.main_window import MainWindow

_REST = ("ltx_desktop.app.running", "ltx_desktop.app.wiring.services", "PySide6.QtNetwork")

_UNSEEN = 300
"""Milliseconds after which a window counts as seen that nobody paints: behind others, say."""


def show_first(application: Application, window: MainWindow, *, hidden: bool) -> bool:
    """Show the window and load the rest, on Qt's own loop; whether it was asked to close.

    A `hidden` one is shown later, if there is no tray to hide in.
    """
    asked: list[bool] = []

    def end() -> None:
        asked.append(True)
        application.exit()

    application.on_quit = end
    window.close_requested.connect(end)
    rest = _Rest(window)
    rest.loaded.connect(application.exit, Qt.ConnectionType.QueuedConnection)
    if hidden:
        QTimer.singleShot(0, rest.load)
    else:
        window.show()
    application.exec()
    rest.wait()
    threading.Thread(target=lean_qt.load_for_errors, name="load more", daemon=True).start()
    window.close_requested.disconnect(end)
    application.on_quit = None
    return bool(asked)


class _Rest(QObject):
    """Loaded by a thread, so that the window is alive meanwhile, once the window was painted."""

    loaded = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._view = window.accounts.table.viewport()
        self._view.installEventFilter(self)
        self._begun = False
        self._thread = threading.Thread(target=self._import, name="load", daemon=True)
        QTimer.singleShot(_UNSEEN, self.load)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self.load)
        return super().eventFilter(watched, event)

    def load(self) -> None:
        if not self._begun:
            self._begun = True
            self._view.removeEventFilter(self)
            self._thread.start()

    def wait(self) -> None:
        """Whoever ends in the meantime ends when the thread has."""
        if self._begun:
            self._thread.join()

    def _import(self) -> None:
        try:
            for name in _REST:
                importlib.import_module(name)
        finally:
            # What cannot be imported fails again where it is needed, and is told there.
            self.loaded.emit()
