"""A text that is there to be copied for others."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from ltx_desktop.wording.translation import _


class ReportText(QPlainTextEdit):
    def __init__(self, text: str, name: str) -> None:
        """`name` is for who does not see it."""
        super().__init__(text)
        self.setReadOnly(True)
        # With a cursor: without one it is not to be seen that the keys go here.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)


class CopyButton(QPushButton):
    """Copies a text, and says so."""

    def __init__(self, text: str) -> None:
        super().__init__(_("&Copy"))
        self._text = text
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.setText(_("Copied"))
