"""A label that shows its text as it is, over as many lines as it needs."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ltx_desktop.ui.measures import enlarge

_LONG_WORD = re.compile(r"\S{41,}")
_PIECE = re.compile(r"\S{20}(?=\S)")
_MAY_BREAK = "\u200b"
"""A space without width."""


class PlainLabel(QLabel):
    """No word is too long for it: a service may say anything, and no window grows for that."""

    def __init__(self, text: str = "", *, larger: float = 1.0) -> None:
        """`larger` than the others by a factor, and bold, it is a heading."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)
        if larger > 1:
            enlarge(self, larger)

    def setText(self, text: str) -> None:
        super().setText(breakable(text))


def breakable(text: str) -> str:
    """With places where lines may end in words that are longer than forty characters."""
    return _LONG_WORD.sub(lambda word: _PIECE.sub(rf"\g<0>{_MAY_BREAK}", word[0]), text)
