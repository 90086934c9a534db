"""One scale for all distances, widths, icons and letters; the distances are multiples of four."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

TIGHT = 4
NEAR = 8
APART = 12
EDGE = 16
FAR = 24
"""Between parts of a whole, neighbours, groups, the outer margin of a window, and the edges of
a page, in pixels at 100 %."""

CONTROL_RADIUS = 6
CARD_RADIUS = 8
CHIP_RADIUS = 14
"""Corners of buttons and fields, of cards and lists, and of chips."""

FOCUS_RING = 2
"""How wide it is, and how far from what has the focus."""

ICON = QSize(16, 16)

HEADING = 1.3
TITLE = 1.6
"""Letters, as multiples of the system's."""


def enlarge(widget: QWidget, times: float) -> None:
    """Bold, and larger than the text around it."""
    font = widget.font()
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * times)
    else:
        font.setPixelSize(round(font.pixelSize() * times))
    font.setBold(True)
    widget.setFont(font)


def characters(widget: QWidget, count: int) -> int:
    """A width with room for so many characters, whatever the size of the system's letters."""
    return widget.fontMetrics().averageCharWidth() * count
