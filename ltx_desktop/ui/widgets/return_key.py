"""Return on a button that has the focus; Qt itself answers it in dialogs only."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QPushButton


def clicks_on_return(button: QAbstractButton) -> None:
    if isinstance(button, QPushButton):
        button.setAutoDefault(True)
        return
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        shortcut = QShortcut(QKeySequence(key), button)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(button.click)
