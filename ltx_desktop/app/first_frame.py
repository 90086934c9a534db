"""The first frame: on the screen before the rest of the app is loaded."""

import importlib
import threading
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from ltx_desktop.app.application import Application
from ltx_desktop.app.lean_qt import compile_for_errors, load_for_errors
from ltx_desktop.ui.window.main_window import MainWindow

_WITHOUT_QT = ("ltx_desktop.app.wiring.services", "ltx_desktop.api.client")
_ON_QT = (
    *("ltx_desktop.ui.controllers.refresh", "ltx_desktop.app.wiring.watching"),
    *("PySide6.QtNetwork", "ltx_desktop.app.running"),
)
"""Each takes a frame at most."""

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
    rest.loaded.connect(application.exit)
    if hidden:
        QTimer.singleShot(0, rest.load)
    else:
        window.show()
    application.exec()
    rest.wait()
    window.close_requested.disconnect(end)
    application.on_quit = None
    return bool(asked)


class _Rest(QObject):
    """Loaded once the window was painted, while it is alive.

    A thread loads what has nothing to do with Qt. PySide6 makes its classes when they are first
    named, and crashes if two threads make some at a time; so what names them is loaded here, one
    module between two events.
    """

    loaded = Signal()
    _thread_ended = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._view = window.accounts.table.viewport()
        self._view.installEventFilter(self)
        self._begun = False
        self._thread = threading.Thread(target=self._import, name="load", daemon=True)
        self._thread_ended.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        self._steps: Iterator[Callable[[], object]] = iter(
            [*(partial(importlib.import_module, name) for name in _ON_QT), load_for_errors]
        )
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
            for name in _WITHOUT_QT:
                importlib.import_module(name)
            compile_for_errors()
        finally:
            # What cannot be imported fails again where it is needed, and is told there.
            self._thread_ended.emit()

    def _go_on(self) -> None:
        if step := next(self._steps, None):
            QTimer.singleShot(0, self._go_on)
            step()
        else:
            self.loaded.emit()
