"""The application object of Qt."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Asks to stop where Qt would quit: a session that ends, a menu of the system.

    `reopened` reports a click on the icon of the running app in macOS's Dock.
    """

    reopened = Signal()

    on_quit: Callable[[], None] | None = None

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__([*arguments])
        self._state = self.applicationState()
        self.applicationStateChanged.connect(self._look)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Quit and self.on_quit is not None:
            self.on_quit()
            return True
        return super().event(event)

    def _look(self, state: Qt.ApplicationState) -> None:
        """Only that click makes Qt report the active state once more."""
        before, self._state = self._state, state
        if state is before is Qt.ApplicationState.ApplicationActive:
            self.reopened.emit()
