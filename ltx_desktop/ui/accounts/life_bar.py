"""The bar under a countdown: how much of the session's life is left."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from ltx_desktop.ui.accounts.table_model import LIFE_ROLE, ROW_ROLE
from ltx_desktop.ui.style.colours import is_high_contrast, state_colour

_MARGIN = 4
_HEIGHT = 3


class LifeBarDelegate(QStyledItemDelegate):
    """Paints the cell as the style does, and the bar along its lower edge."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        life = index.data(LIFE_ROLE)
        if life is None:
            return
        # The stubs do not know what a style option inherits.
        view: Any = option
        rect = QRectF(view.rect).adjusted(_MARGIN, 0, -_MARGIN, -1)
        whole = QRectF(rect.left(), rect.bottom() - _HEIGHT, rect.width(), _HEIGHT)
        selected = self._view.selectionModel().isSelected(index)
        colour = self._colour(view.palette, index, selected=selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QColor(colour)
        if is_high_contrast(view.palette):
            # A pale shade would not be seen: what has passed is a line.
            painter.fillRect(whole.adjusted(0, 1, 0, -1), track)
        else:
            track.setAlphaF(0.22)
            painter.setBrush(track)
            painter.drawRoundedRect(whole, _HEIGHT / 2, _HEIGHT / 2)
        if life > 0:
            painter.setBrush(colour)
            left = QRectF(whole)
            left.setWidth(max(_HEIGHT, whole.width() * life))
            if view.direction == Qt.LayoutDirection.RightToLeft:
                left.moveRight(whole.right())
            painter.drawRoundedRect(left, _HEIGHT / 2, _HEIGHT / 2)
        painter.restore()

    def _colour(
        self, palette: QPalette, index: QModelIndex | QPersistentModelIndex, *, selected: bool
    ) -> QColor:
        if selected:
            return palette.color(QPalette.ColorRole.HighlightedText)
        return state_colour(index.data(ROW_ROLE).expiry.state, palette)
