"""The table of accounts: fixed widths, whole-row selection, ticking while it is seen."""

from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.accounts.cells import Look, title
from ltx_desktop.ui.accounts.column_widths import beginning_widths
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.accounts.life_bar import LifeBarDelegate
from ltx_desktop.ui.accounts.table_model import AccountsTableModel
from ltx_desktop.ui.loop.scheduler import Beat, Heartbeat
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import ICON
from ltx_desktop.ui.widgets.viewport import give_viewport
from ltx_desktop.wording.translation import _

_WHOLE_ROW = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)
_LEAST_EMAIL_IN_CHARACTERS = 32
_LEAST_ROWS = 3


class AccountsTable(QTableView):
    """Ticks only while it is on screen, and only for the rows that are visible."""

    renew_requested = Signal()
    menu_requested = Signal(QPoint)
    ticked = Signal()

    def __init__(self, model: AccountsTableModel, icons: Icons, heartbeat: Heartbeat) -> None:
        super().__init__()
        self._accounts = model
        self._icons = icons
        self._heartbeat = heartbeat
        heartbeat.on(Beat.TICK, self.tick)
        give_viewport(self)
        self.setModel(model)
        self.setItemDelegateForColumn(Column.DEADLINE, LifeBarDelegate(self))
        if self.isRightToLeft():
            from ltx_desktop.ui.accounts.left_to_right import (  # rarely needed
                LeftToRightDelegate,
            )

            self.setItemDelegateForColumn(Column.EMAIL, LeftToRightDelegate(self))
        self._arrange()
        self.doubleClicked.connect(self.renew_requested)
        for changed in (model.modelReset, model.layoutChanged, model.rowsInserted):
            changed.connect(self._schedule)
        self.verticalScrollBar().valueChanged.connect(self._schedule)

    def selected_rows(self) -> list[Judged]:
        """In the order of the table."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._accounts.row_at(number) for number in numbers]

    def selected_emails(self) -> list[str]:
        return [row.email for row in self.selected_rows()]

    def select_email(self, email: str) -> None:
        """Select the row of an account and bring it into view, if it is shown."""
        row = self._accounts.row_of(email)
        if row is not None:
            index = self._accounts.index(row, Column.EMAIL)
            # Qt's own selectRow finds no column where a table is read from right to left.
            self.selectionModel().setCurrentIndex(index, _WHOLE_ROW)
            self.scrollTo(index)

    def minimumSizeHint(self) -> QSize:
        """With its rows come the header and a scroll bar below them."""
        rows = _LEAST_ROWS * self.verticalHeader().defaultSectionSize()
        others = self.horizontalHeader(), self.horizontalScrollBar()
        height = rows + 2 * self.frameWidth() + sum(one.sizeHint().height() for one in others)
        return QSize(super().minimumSizeHint().width(), height)

    def tick(self) -> None:
        """Show the time that it is now, and plan the next time to do so."""
        self._accounts.tick(*self._visible_rows())
        self.ticked.emit()
        self._schedule()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tick()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._heartbeat.plan(Beat.TICK, None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._accounts.set_look(Look.of(self._icons, self.palette()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill_width()

    def _fill_width(self) -> None:
        """Give the account's column what the others leave."""
        others = sum(self.columnWidth(c) for c in Column if c is not Column.EMAIL)
        least = _LEAST_EMAIL_IN_CHARACTERS * self.fontMetrics().averageCharWidth()
        self.setColumnWidth(Column.EMAIL, max(least, self.viewport().width() - others))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.selected_rows():
            self.renew_requested.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            # Beside the row, not wherever the pointer may be.
            rect = self.visualRect(self.currentIndex())
            self.menu_requested.emit(self.viewport().mapToGlobal(rect.bottomLeft()))
        else:
            self.menu_requested.emit(event.globalPos())

    def show_column_menu(self, position: QPoint) -> None:
        """Let the user choose which columns there are; the account itself always is."""
        menu = self._header_menu(_("Columns"))
        for column in Column:
            if column is not Column.EMAIL:
                action = menu.addAction(title(column))
                action.setCheckable(True)
                action.setChecked(not self.isColumnHidden(column))
                action.toggled.connect(partial(self._show_column, column))
        menu.popup(self.horizontalHeader().mapToGlobal(position))

    def show_sort_menu(self) -> None:
        """What a click on a header does, for who has no mouse: once more turns the order round."""
        menu = self._header_menu(_("Sort by"))
        for column in Column:
            if not self.isColumnHidden(column):
                action = menu.addAction(title(column))
                action.setCheckable(True)
                action.setChecked(column == self.horizontalHeader().sortIndicatorSection())
                action.triggered.connect(partial(self._sort_by, column))
        menu.popup(self.horizontalHeader().mapToGlobal(QPoint(0, 0)))

    def _header_menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(name)
        return menu

    def _sort_by(self, column: Column) -> None:
        header = self.horizontalHeader()
        falls = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        turned = column == header.sortIndicatorSection() and not falls
        self.sortByColumn(
            column, Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder
        )

    def _show_column(self, column: Column, shown: bool) -> None:
        self.setColumnHidden(column, not shown)
        self._fill_width()

    def _schedule(self) -> None:
        if self.isVisible():
            wait = self._accounts.next_tick(*self._visible_rows())
            self._heartbeat.plan(Beat.TICK, wait)

    def _visible_rows(self) -> tuple[int, int]:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return first, last if last >= 0 else self._accounts.rowCount(QModelIndex()) - 1

    def _arrange(self) -> None:
        self.setAccessibleName(_("Accounts"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(ICON)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.STATE, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.9))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self.show_column_menu)
        for column, width in beginning_widths(self.fontMetrics()).items():
            # A title may be longer than all that stands below it.
            self.setColumnWidth(column, max(width, header.sectionSizeHint(column)))
        self.setColumnHidden(Column.BALANCE, True)
