"""Return on a button that has the focus; Qt itself answers it in dialogs only."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class _ClicksOnReturn(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_return = isinstance(event, QKeyEvent) and event.key() in _KEYS
        if not is_return or not isinstance(watched, QAbstractButton):
            return False
        if event.type() is QEvent.Type.KeyPress:
            watched.click()
        return True


def clicks_on_return(button: QAbstractButton) -> None:
    button.installEventFilter(_ClicksOnReturn(button))
