"""A text for a report: what failed inside the app, or its log."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ltx_desktop.ui.help.report_text import CopyButton, ReportText
from ltx_desktop.ui.style.metrics import APART
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.wording.translation import _


class ReportDialog(QDialog):
    """`report` holds no secrets; `what` says what it is."""

    def __init__(self, title: str, what: str, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ReportText(report, _("Report"))
        self.setWindowTitle(title)
        self.resize(720, 420)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(CopyButton(report), QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(APART)
        column.addWidget(PlainLabel(what))
        column.addWidget(self._text)
        column.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)

    def show_end(self) -> None:
        """What came last is read first."""
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self._text.moveCursor(QTextCursor.MoveOperation.StartOfLine)
