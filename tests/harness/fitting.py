"""What of a window's texts is cut off: nothing, one hopes, in whatever language."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableView,
    QWidget,
)

from ltx_desktop.ui.accounts.columns import Column

_BREAKS = re.compile(r"\s|(?<=-)|\u200b")
"""Where a line of text may end."""

_FRAME = 12
"""Pixels of a line's own margins."""


def cut_off(root: QWidget) -> list[str]:
    """The visible texts that have less room than they need, with both in pixels."""
    return [
        f"{type(widget).__name__} {text!r}: {needed} of {room}"
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        for text, needed, room in _demands(widget)
        if needed > room
    ]


def _demands(widget: QWidget) -> Iterator[tuple[str, int, int]]:
    """Texts, the pixels that they need, and the pixels that they have."""
    match widget:
        case QLabel() if widget.wordWrap() and widget.text():
            yield widget.text(), widget.heightForWidth(widget.width()), widget.height()
            metrics = widget.fontMetrics()
            longest = max(_BREAKS.split(widget.text()), key=len)
            yield longest, metrics.horizontalAdvance(longest), widget.width()
        case QLabel() if widget.text():
            yield widget.text(), widget.sizeHint().width(), widget.width()
        case QAbstractButton() if widget.text():
            # A button of the desktop's style may be narrower than it would like to be.
            yield widget.text(), widget.minimumSizeHint().width(), widget.width()
        case QTabBar():
            texts = " ".join(widget.tabText(number) for number in range(widget.count()))
            yield texts, widget.sizeHint().width(), widget.width()
        case QAbstractSpinBox():
            yield widget.text(), widget.minimumSizeHint().width(), widget.width()
        case QLineEdit() if widget.placeholderText() and not widget.text():
            text = widget.placeholderText()
            yield text, widget.fontMetrics().horizontalAdvance(text) + _FRAME, widget.width()
        case QTableView():
            yield from _cells(widget)
        case _:
            pass


def _cells(table: QTableView) -> Iterator[tuple[str, int, int]]:
    model, header = table.model(), table.horizontalHeader()
    for column in range(header.count()):
        # An email takes what is left, and is shortened in its middle.
        if header.isSectionHidden(column) or column == Column.EMAIL:
            continue
        title = str(model.headerData(column, Qt.Orientation.Horizontal))
        size = QHeaderView.sectionSizeHint(header, column)
        yield title, size, header.sectionSize(column)
        for row in range(model.rowCount(QModelIndex())):
            index = model.index(row, column)
            yield (
                str(index.data()),
                table.sizeHintForIndex(index).width(),
                table.columnWidth(column),
            )
