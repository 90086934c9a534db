"""As much of a text as there are lines for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout


def first_lines(text: str, font: QFont, width: float, most: int) -> str:
    """The whole text where it takes no more than `most` lines; else the last one is elided."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    begin = 0
    for _number in range(most):
        line = layout.createLine()
        if not line.isValid():
            return text
        line.setLineWidth(width)
        begin = line.textStart()
    if not layout.createLine().isValid():
        return text
    # Qt counts as UTF-16 does.
    units = text.encode("utf-16-le")
    above, last = (one.decode("utf-16-le") for one in (units[: 2 * begin], units[2 * begin :]))
    mode = Qt.TextElideMode.ElideRight
    return above + QFontMetricsF(font).elidedText(last, mode, width)
