"""The list of accounts: two lines a row or one, with the lives on one axis of time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.accounts.list_header import ListHeader, turn
from ltx_desktop.ui.accounts.list_layout import ListLayout
from ltx_desktop.ui.accounts.row_delegate import RowDelegate
from ltx_desktop.ui.accounts.row_look import RowLook
from ltx_desktop.ui.accounts.row_painter import RowPainter
from ltx_desktop.ui.accounts.table_model import AccountsTableModel
from ltx_desktop.ui.loop.scheduler import Beat, Heartbeat
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.timeline.axis import TimeAxis
from ltx_desktop.ui.widgets.viewport import give_viewport
from ltx_desktop.wording.translation import _

if TYPE_CHECKING:
    from ltx_desktop.ui.accounts.list_motion import ListMotion

_WHOLE_ROW = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)
_LEAST_ROWS = 3

_CHANGES_LOOK = frozenset({QEvent.Type.FontChange, QEvent.Type.PaletteChange})


class AccountList(QTableView):
    """Ticks only while it is on screen, and only for the rows that are visible."""

    renew_requested = Signal()
    menu_requested = Signal(QPoint)
    ticked = Signal()

    def __init__(
        self, model: AccountsTableModel, axis: TimeAxis, icons: Icons, heartbeat: Heartbeat
    ) -> None:
        super().__init__()
        self.accounts = model
        self._axis = axis
        self._icons = icons
        self._heartbeat = heartbeat
        self._header = ListHeader(axis, self)
        self.hovered_row = -1
        self.pressed_row = -1
        self.motion: ListMotion | None = None
        heartbeat.on(Beat.TICK, self.tick)
        give_viewport(self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        self._arrange()
        self.layout_ = ListLayout(self, model)
        self._take_look()
        self.doubleClicked.connect(self.renew_requested)
        for changed in (model.modelReset, model.layoutChanged, model.rowsInserted):
            changed.connect(self._schedule)
        self.verticalScrollBar().valueChanged.connect(self._schedule)
        axis.changed.connect(self._axis_changed)

    # Accounts

    def selected_rows(self) -> list[Judged]:
        """In the order of the list."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.accounts.row_at(number) for number in numbers]

    def selected_emails(self) -> list[str]:
        return [row.email for row in self.selected_rows()]

    def select_email(self, email: str) -> None:
        """Select the row of an account and bring it into view, if it is shown."""
        row = self.accounts.row_of(email)
        if row is not None:
            self._select(row)

    def select_first(self) -> None:
        """The most urgent account, unless one is selected already."""
        if self.accounts.rowCount(QModelIndex()) and not self.selectionModel().hasSelection():
            self._select(0)

    def visible_rows(self) -> tuple[int, int]:
        """The first and the last row in sight; the last is -1 where there is none."""
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return first, last if last >= 0 else self.accounts.rowCount(QModelIndex()) - 1

    # Time

    def tick(self) -> None:
        """Show the time that it is now, and plan the next time to do so."""
        self.accounts.tick(*self.visible_rows())
        self.ticked.emit()
        self._schedule()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tick()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._heartbeat.plan(Beat.TICK, None)

    # Size and look

    def minimumSizeHint(self) -> QSize:
        """With its rows come the header and a scroll bar below them."""
        rows = _LEAST_ROWS * self.painter.look.compact_height
        others = self._header, self.horizontalScrollBar()
        height = rows + 2 * self.frameWidth() + sum(one.sizeHint().height() for one in others)
        return QSize(240, height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _CHANGES_LOOK:
            self._take_look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.layout_.fill_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        rows = self.accounts.rowCount(QModelIndex())
        bottom = self.rowViewportPosition(rows - 1) + self.rowHeight(rows - 1) if rows else 0
        if bottom < self.viewport().height() and not self.isColumnHidden(Column.LIFE):
            left, width = self.columnViewportPosition(Column.LIFE), self.columnWidth(Column.LIFE)
            painter = QPainter(self.viewport())
            rest = QRect(left, bottom, width, self.viewport().height() - bottom)
            self.painter.paint_lines(painter, rest)

    # Mouse and keys

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into view; sideways nothing moves, as a row is in all columns."""
        sideways = self.horizontalScrollBar()
        place = sideways.value()
        super().scrollTo(index, hint)
        sideways.setValue(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed_row = self._button_at(event.position().toPoint())
            self._repaint_row(self.pressed_row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self.pressed_row = self.pressed_row, -1
        self._repaint_row(pressed)
        if pressed >= 0 and pressed == self._button_at(event.position().toPoint()):
            self.renew_requested.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Twice on *Renew* is once."""
        if self._button_at(event.position().toPoint()) < 0:
            super().mouseDoubleClickEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not turn(self._axis, event, self._header.share(event.position().x())):
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self.accounts.rowCount(QModelIndex())
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.selected_rows():
            self.renew_requested.emit()
        elif event.key() == Qt.Key.Key_Home and plain and rows:
            self._select(0)
        elif event.key() == Qt.Key.Key_End and plain and rows:
            self._select(rows - 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            # Beside the row, not wherever the pointer may be.
            rect = self.visualRect(self.currentIndex())
            self.menu_requested.emit(self.viewport().mapToGlobal(rect.bottomLeft()))
        else:
            self.menu_requested.emit(event.globalPos())

    # Inner workings

    def _select(self, row: int) -> None:
        index = self.accounts.index(row, Column.EMAIL)
        # Qt's own selectRow finds no column where a table is read from right to left.
        self.selectionModel().setCurrentIndex(index, _WHOLE_ROW)
        self.scrollTo(index)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            before, self.hovered_row = self.hovered_row, row
            self._repaint_row(before)
            self._repaint_row(row)

    def _repaint_row(self, row: int) -> None:
        if row >= 0:
            place = QRect(0, self.rowViewportPosition(row), self.width(), self.rowHeight(row))
            self.viewport().update(place)

    def _button_at(self, place: QPoint) -> int:
        """The row whose button is there, else -1."""
        index = self.indexAt(place)
        if not index.isValid() or index.column() != Column.RENEW:
            return -1
        cell = self.layout_.cell_of(self.visualRect(index), index.row())
        button = self.painter.button(cell, rtl=self.isRightToLeft())
        return index.row() if button.contains(place) else -1

    def _axis_changed(self) -> None:
        if not self.isColumnHidden(Column.LIFE):
            self.viewport().update()
            self._header.viewport().update()

    def _schedule(self) -> None:
        if self.isVisible():
            wait = self.accounts.next_tick(*self.visible_rows())
            self._heartbeat.plan(Beat.TICK, wait)

    def _take_look(self) -> None:
        self.painter = RowPainter(
            self.accounts, self._axis, RowLook(self._icons, self.palette(), self.font())
        )
        self._header.use(self.painter)
        self.layout_.use(self.painter)

    def _arrange(self) -> None:
        self.setAccessibleName(_("Accounts"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.STATE, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
