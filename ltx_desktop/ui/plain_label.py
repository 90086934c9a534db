"""A label that shows its text as it is, over as many lines as it needs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ltx_desktop.ui.measures import enlarge


def plain_label(text: str = "", *, larger: float = 1.0) -> QLabel:
    """`larger` than the others by a factor, and bold, it is a heading."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if larger > 1:
        enlarge(label, larger)
    return label
