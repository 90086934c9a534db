"""Steps with their numbers before them."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from ltx_desktop.ui.style.metrics import NEAR
from ltx_desktop.ui.widgets.plain_label import PlainLabel


def numbered(steps: Iterable[str]) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(NEAR)
    grid.setColumnStretch(1, 1)
    for row, text in enumerate(steps):
        number = QLabel(f"{row + 1}.")
        grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(PlainLabel(text), row, 1)
    return grid
