"""What Qt asks to paint a cell of the list."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QCursor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ltx_desktop.domain.urgency import DUE_STATES, Judged
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.accounts.row_painter import RowPainter

if TYPE_CHECKING:
    from ltx_desktop.ui.accounts.account_list import AccountList

_COLUMNS = tuple(Column)


class RowDelegate(QStyledItemDelegate):
    def __init__(self, view: "AccountList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        return QSize(80, self._view.rowHeight(index.row()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view, rows = self._view, self._view.painter
        # The stubs do not know what a style option inherits.
        style: Any = option
        rect: QRect = style.rect
        row, column = index.row(), _COLUMNS[index.column()]
        cell = view.layout_.cell_of(rect, row)
        rtl = view.isRightToLeft()
        selected = view.selectionModel().isSelected(index)
        painter.save()
        head = QRect(rect.left(), rect.top(), rect.width(), cell.top() - rect.top())
        if selected and head.height():
            # Qt has marked all of the row, and the group's title with it.
            painter.fillRect(head, rows.look.surface)
        rows.paint_ground(painter, cell, selected=selected, hovered=row == view.hovered_row)
        if view.motion and (lit := view.motion.lit(view.accounts.row_at(row).email)):
            rows.paint_light(painter, cell, lit)
        if column is Column.LIFE:
            rows.paint_lines(painter, rect)
        if selected and view.horizontalHeader().visualIndex(column) == self._first():
            rows.paint_edge(painter, cell, rtl=rtl, focused=view.hasFocus())
        if (group := view.layout_.group_of(row)) and column is Column.EMAIL:
            painter.setPen(rows.look.muted)
            rows.paint_group(painter, head, group, rtl=rtl)
        judged = view.accounts.row_at(row)
        self._paint(painter, rows, cell, column, judged, row=row, rtl=rtl)
        if not selected and view.hasFocus() and row == view.currentIndex().row():
            rows.paint_focus(painter, cell)
        painter.restore()

    def _paint(
        self,
        painter: QPainter,
        rows: RowPainter,
        cell: QRect,
        column: Column,
        judged: Judged,
        *,
        row: int,
        rtl: bool,
    ) -> None:
        view, now = self._view, self._view.accounts.read_at
        if column is Column.LIFE:
            end = view.motion.end_of(judged) if view.motion else judged.expiry.deadline
            rows.paint_life(painter, cell, judged, end, compact=view.layout_.is_compact)
        elif view.layout_.is_compact:
            rows.paint_plain(painter, cell, column, judged, now, rtl=rtl)
        elif column is Column.EMAIL:
            rows.paint_account(painter, cell, judged, rtl=rtl)
        elif column is Column.DEADLINE:
            rows.paint_deadline(painter, cell, judged, now, rtl=rtl)
        elif column is Column.MAX_JOBS:
            rows.paint_jobs(painter, cell, judged, rtl=rtl)
        elif column is Column.RENEW and self._has_button(judged, row):
            over = view.viewport().mapFromGlobal(QCursor.pos())
            hovered = row == view.hovered_row and rows.button(cell, rtl=rtl).contains(over)
            rows.paint_button(
                painter, cell, rtl=rtl, hovered=hovered, pressed=row == view.pressed_row
            )

    def _has_button(self, judged: Judged, row: int) -> bool:
        """Due rows always; others where the pointer or the focus is."""
        view = self._view
        is_current = view.hasFocus() and row == view.currentIndex().row()
        return judged.expiry.state in DUE_STATES or row == view.hovered_row or is_current

    def _first(self) -> int:
        """The place of the first column that is shown."""
        header = self._view.horizontalHeader()
        return next(
            place
            for place in range(header.count())
            if not header.isSectionHidden(header.logicalIndex(place))
        )
