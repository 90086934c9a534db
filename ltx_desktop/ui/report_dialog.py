"""A text for a report: what failed inside the app, or its log."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ltx_desktop.wording.translation import _


class ReportDialog(QDialog):
    """`report` holds no secrets; `what` says what it is."""

    def __init__(self, title: str, what: str, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._text = QPlainTextEdit(report)
        self._copy = QPushButton(_("&Copy"))
        self._copy.clicked.connect(self._copy_report)
        self._place(title, what)

    def show_end(self) -> None:
        """What came last is read first."""
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self._text.moveCursor(QTextCursor.MoveOperation.StartOfLine)

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._copy.setText(_("Copied"))

    def _place(self, title: str, what: str) -> None:
        self.setWindowTitle(title)
        self.resize(720, 420)
        explanation = QLabel(what)
        explanation.setTextFormat(Qt.TextFormat.PlainText)
        explanation.setWordWrap(True)
        text = self._text
        text.setReadOnly(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setTabChangesFocus(True)
        text.setAccessibleName(_("Report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(explanation)
        column.addWidget(text)
        column.addWidget(buttons)
