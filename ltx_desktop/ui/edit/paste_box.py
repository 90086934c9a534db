"""Where the browser's clipboard goes: plain text only, and files that are dropped here."""

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.ui.widgets.clipboard import concealed, keep_out_of_selection
from ltx_desktop.ui.widgets.drops import CopiesOnly, can_be_read, dropped_files
from ltx_desktop.wording.translation import _

SHOWN_LENGTH = 50_000
"""Characters; longer pastes are read but not shown, which would hold up the window."""


class PasteBox(QPlainTextEdit):
    """`changed` tells whether its text came in one go; what is too long to show comes apart.

    While `is_being_read` is set, Return is no line of the text: `entered` says that it was pressed.
    """

    changed = Signal(bool)
    entered = Signal()
    pasted_long = Signal(str)
    pasted_nothing = Signal()
    files_dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_being_read = False
        self._pasting = False
        CopiesOnly(self.viewport(), self.viewportEvent)
        self.setAccessibleName(_("Pasted cookies"))
        self.show_hint(
            _(
                "Paste here what you copied in the browser: “Copy as cURL”, request headers, a "
                "cookie table or export, or drop its file"
            )
        )
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 12)
        self.textChanged.connect(lambda: self.changed.emit(self._pasting))
        QGuiApplication.clipboard().selectionChanged.connect(self._keep_selected)

    def show_hint(self, text: str) -> None:
        """What stands in the empty box."""
        self.setPlaceholderText(text)

    def paste_over(self) -> None:
        """Ctrl+V in place of everything."""
        self.selectAll()
        self.paste()

    def show_read(self, text: str) -> None:
        """Show a text without a signal, if it is not too long."""
        if len(text) > SHOWN_LENGTH:
            self.forget_read(
                _("The text is too long to be shown. It was read here, and is not kept.")
            )
            return
        with QSignalBlocker(self):
            self.setPlainText(text)

    def forget_read(self, hint: str) -> None:
        with QSignalBlocker(self):
            self.forget()
        self.show_hint(hint)

    def forget(self) -> None:
        """Empty the box, and its undo history."""
        self.clear()
        self.document().clearUndoRedoStacks()

    def createMimeDataFromSelection(self) -> QMimeData:
        """For copying, cutting and dragging alike."""
        return concealed(self._selected())

    def _keep_selected(self) -> None:
        keep_out_of_selection(self._selected())

    def _selected(self) -> str:
        return self.textCursor().selection().toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_being_read and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return can_be_read(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if files := dropped_files(source):
            self.files_dropped.emit(files)
        elif not source.text():
            self.pasted_nothing.emit()
        else:
            self._paste(source.text())

    def _paste(self, text: str) -> None:
        if len(text) > SHOWN_LENGTH:
            self.show_read(text)
            self.pasted_long.emit(text)
            return
        if all(name in text.casefold() for name in COOKIE_NAMES):
            # A whole session takes the place of what was pasted before; a piece is added to it.
            self.selectAll()
        self._pasting = True
        try:
            self.insertPlainText(text)
        finally:
            self._pasting = False
