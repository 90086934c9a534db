"""The application object of Qt."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Asks to stop where Qt would quit: a session that ends, a menu of the system."""

    on_quit: Callable[[], None] | None = None

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Quit and self.on_quit is not None:
            self.on_quit()
            return True
        return super().event(event)
