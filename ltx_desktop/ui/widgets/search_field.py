"""A field for a search, which gives the keys to what it searches."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

_LEAVES = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SearchField(QLineEdit):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LEAVES:
            self.left.emit()
        else:
            super().keyPressEvent(event)
