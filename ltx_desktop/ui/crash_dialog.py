"""What failed inside the app: to be read, copied, and survived."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
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


class CrashDialog(QDialog):
    """`report` holds no secrets."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._copy = QPushButton(_("&Copy"))
        self._copy.clicked.connect(self._copy_report)
        self._place()

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._copy.setText(_("Copied"))

    def _place(self) -> None:
        self.setWindowTitle(_("Something went wrong"))
        self.resize(720, 420)
        what = QLabel(
            _(
                "Something failed inside the app that should not have. It goes on, and nothing you "
                "typed was lost. If it happens again, report it with the text below: cookies and "
                "tokens were taken out of it; read it all the same before you pass it on."
            )
        )
        what.setTextFormat(Qt.TextFormat.PlainText)
        what.setWordWrap(True)
        text = QPlainTextEdit(self._report)
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
        column.addWidget(what)
        column.addWidget(text)
        column.addWidget(buttons)
