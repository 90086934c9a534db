"""Cells that are read from left to right where all else is not."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem


class LeftToRightDelegate(QStyledItemDelegate):
    """For emails: otherwise a digit that one begins with would be drawn at its end."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        # The stubs do not know what a style option inherits.
        item: Any = option
        item.direction = Qt.LayoutDirection.LeftToRight
        item.displayAlignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
