"""A label that shows its text as it is, over as many lines as it needs."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu

from ltx_desktop.ui.style.metrics import enlarge
from ltx_desktop.wording.translation import _

_LONG_WORD = re.compile(r"\S{41,}")
_PIECE = re.compile(r"\S{20}(?=\S)")
_MAY_BREAK = "\u200b"
"""A space without width."""


class PlainLabel(QLabel):
    """No word is too long for it: a service may say anything, and no window grows for that."""

    def __init__(self, text: str = "", *, larger: float = 1.0) -> None:
        """`larger` than the others by a factor, and bold, it is a heading."""
        super().__init__()
        self._given = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)
        if larger > 1:
            enlarge(self, larger)

    def text(self) -> str:
        return self._given

    def setText(self, text: str) -> None:
        self._given = text
        super().setText(breakable(text))

    def clear(self) -> None:
        self.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own copies the places where words may break."""
        if self.hasSelectedText():
            menu = QMenu(self)
            menu.addAction(_("Copy"), self.copy)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(event.globalPos())

    def copy(self) -> None:
        """Copy what is selected, as it was given."""
        QGuiApplication.clipboard().setText(self.selectedText().replace(_MAY_BREAK, ""))


def breakable(text: str) -> str:
    """With places where lines may end in words that are longer than forty characters."""
    return _LONG_WORD.sub(lambda word: _PIECE.sub(rf"\g<0>{_MAY_BREAK}", word[0]), text)
