"""Where the browser's clipboard goes: plain text only, bounded in size."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ltx_desktop.domain.paste.read import MAX_PASTE_LENGTH
from ltx_desktop.wording.translation import _


class PasteBox(QPlainTextEdit):
    """Tells when something was pasted, and when it was too large to be taken."""

    pasted = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pasted cookies"))
        self.setPlaceholderText(
            _(
                "Paste here: the Cookie header (lt_id=…; lt_token=…; lt_refresh_token=…), "
                "the request headers, or the JSON body for the API"
            )
        )
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 5 + 12)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if len(text) > MAX_PASTE_LENGTH:
            self.refused.emit()
            return
        self.insertPlainText(text)
        self.pasted.emit()
