"""The table of accounts: fixed widths, whole-row selection, and the one shared timer."""

import math

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ltx_desktop.ui.accounts.cells import Look
from ltx_desktop.ui.accounts.table_model import AccountsTableModel, Column
from ltx_desktop.ui.icons import Icons
from ltx_desktop.wording.translation import _

_WIDTHS_IN_CHARACTERS = {
    Column.STATE: 24,
    Column.DEADLINE: 27,
    Column.ACCESS: 22,
    Column.MAX_JOBS: 13,
    Column.UPDATED: 19,
}
"""Sizing to contents would look at every row at every tick; the email takes what is left."""

_LEAST_EMAIL_IN_CHARACTERS = 32


class AccountsTable(QTableView):
    """Ticks only while it is on screen, and only for the rows that are visible."""

    renew_requested = Signal()
    ticked = Signal()

    def __init__(self, model: AccountsTableModel, icons: Icons) -> None:
        super().__init__()
        self._accounts = model
        self._icons = icons
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self.setModel(model)
        self._arrange()
        self.doubleClicked.connect(self.renew_requested)
        for changed in (model.modelReset, model.layoutChanged, model.rowsInserted):
            changed.connect(self._schedule)
        self.verticalScrollBar().valueChanged.connect(self._schedule)

    def selected_email(self) -> str | None:
        """The account of the selected row."""
        rows = self.selectionModel().selectedRows()
        return self._accounts.record_at(rows[0].row()).email if rows else None

    def select_email(self, email: str) -> None:
        """Select the row of an account and bring it into view, if it is shown."""
        row = self._accounts.row_of(email)
        if row is not None:
            self.selectRow(row)
            self.scrollTo(self._accounts.index(row, Column.EMAIL))

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
        self._timer.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._accounts.set_look(Look.of(self._icons, self.palette()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        others = sum(self.columnWidth(c) for c in Column if c is not Column.EMAIL)
        least = _LEAST_EMAIL_IN_CHARACTERS * self.fontMetrics().averageCharWidth()
        self.setColumnWidth(Column.EMAIL, max(least, self.viewport().width() - others))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.selected_email():
            self.renew_requested.emit()
        else:
            super().keyPressEvent(event)

    def _schedule(self) -> None:
        if self.isVisible():
            wait = self._accounts.next_tick(*self._visible_rows())
            self._timer.start(math.ceil(wait.total_seconds() * 1000))

    def _visible_rows(self) -> tuple[int, int]:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return first, last if last >= 0 else self._accounts.rowCount(QModelIndex()) - 1

    def _arrange(self) -> None:
        self.setAccessibleName(_("Accounts"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(16, 16))
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
        character = self.fontMetrics().averageCharWidth()
        for column, characters in _WIDTHS_IN_CHARACTERS.items():
            self.setColumnWidth(column, characters * character)
