"""Where the cells of the list are: columns and heights of both modes, and room for group titles."""

from PySide6.QtCore import QByteArray, QObject, QPersistentModelIndex, QRect, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from ltx_desktop.ui.accounts.column_widths import COMPACT_LIFE, comfortable_widths, compact_widths
from ltx_desktop.ui.accounts.columns import COMFORTABLE, COMPACT, Column
from ltx_desktop.ui.accounts.groups import Group, first_rows
from ltx_desktop.ui.accounts.row_painter import RowPainter
from ltx_desktop.ui.accounts.table_model import AccountsTableModel

_LEAST_EMAIL_IN_CHARACTERS = 32
_LEAST_NAME_IN_CHARACTERS = 24
_NAME_IN_CHARACTERS = 36
_MOST_NAME = 360
_LEAST_LIFE = 120
"""Pixels; a narrower axis gives way to the rest."""

_NAME_OF_REST = 0.45


class ListLayout(QObject):
    """A group's title is the upper part of its first row, which is taller for that."""

    mode_changed = Signal()

    def __init__(self, view: QTableView, model: AccountsTableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._rows: RowPainter | None = None
        self._groups: dict[int, Group] = {}
        self._tall: list[QPersistentModelIndex] = []
        self._compact_state = QByteArray()
        self.is_compact = False
        for changed in (
            *(model.modelReset, model.layoutChanged, model.dataChanged),
            *(model.rowsInserted, model.rowsRemoved),
        ):
            changed.connect(self._regroup)

    def use(self, rows: RowPainter) -> None:
        """Lay out for other letters."""
        self._rows = rows
        self._lay_out(rows)

    def set_compact(self, compact: bool) -> None:
        """One line a row, and columns that can be moved, hidden and made wider."""
        if compact == self.is_compact:
            return
        self._compact_state = self.compact_state()
        self.is_compact = compact
        if self._rows:
            self._lay_out(self._rows)
        self.mode_changed.emit()

    def compact_state(self) -> QByteArray:
        """How the compact columns are arranged."""
        return self._view.horizontalHeader().saveState() if self.is_compact else self._compact_state

    def restore_compact_state(self, state: QByteArray) -> None:
        self._compact_state = state
        if self.is_compact and self._rows:
            self._lay_out(self._rows)

    def show_column(self, column: Column, shown: bool) -> None:
        """One of the compact columns."""
        self._view.setColumnHidden(column, not shown)
        self.fill_width()

    def group_of(self, row: int) -> Group | None:
        """The group that begins with a row."""
        return self._groups.get(row)

    def cell_of(self, rect: QRect, row: int) -> QRect:
        """A cell without the group's title above it."""
        if not self._rows or row not in self._groups:
            return rect
        return rect.adjusted(0, self._rows.look.group_height, 0, 0)

    def fill_width(self) -> None:
        """Give account and life what the others leave."""
        view, rows = self._view, self._rows
        if rows is None:
            return
        width, character = view.viewport().width(), view.fontMetrics().averageCharWidth()
        if self.is_compact:
            others = sum(view.columnWidth(one) for one in Column if one is not Column.EMAIL)
            least = _LEAST_EMAIL_IN_CHARACTERS * character
            view.setColumnWidth(Column.EMAIL, max(least, width - others))
            return
        fixed = comfortable_widths(rows)
        header = view.horizontalHeader()
        fixed = {one: max(wide, header.sectionSizeHint(one)) for one, wide in fixed.items()}
        for column, wide in fixed.items():
            view.setColumnWidth(column, wide)
        rest = width - sum(fixed.values())
        least = _LEAST_NAME_IN_CHARACTERS * character
        has_axis = rest - least >= _LEAST_LIFE
        usual = _NAME_IN_CHARACTERS * character
        name = min(max(round(rest * _NAME_OF_REST), usual), max(_MOST_NAME, usual))
        name = min(name, rest - _LEAST_LIFE)
        view.setColumnHidden(Column.LIFE, not has_axis)
        view.setColumnWidth(Column.EMAIL, name if has_axis else max(least, rest))
        if has_axis:
            view.setColumnWidth(Column.LIFE, rest - name)

    def _lay_out(self, rows: RowPainter) -> None:
        view, header, look = self._view, self._view.horizontalHeader(), rows.look
        shown, modes = COMPACT if self.is_compact else COMFORTABLE, QHeaderView.ResizeMode
        for column in Column:
            view.setColumnHidden(column, column not in shown)
        header.setSectionResizeMode(modes.Interactive if self.is_compact else modes.Fixed)
        header.setSectionsMovable(self.is_compact)
        height = look.compact_height if self.is_compact else look.comfortable_height
        view.verticalHeader().setDefaultSectionSize(height)
        if self.is_compact:
            self._arrange_columns(rows)
        else:
            for column in Column:
                header.moveSection(header.visualIndex(column), column)
        self.fill_width()
        self._regroup()
        view.viewport().update()

    def _arrange_columns(self, rows: RowPainter) -> None:
        view, header = self._view, self._view.horizontalHeader()
        for column, width in compact_widths(rows.look).items():
            # A title may be longer than all that stands below it.
            view.setColumnWidth(column, max(width, header.sectionSizeHint(column)))
        view.setColumnWidth(Column.LIFE, COMPACT_LIFE)
        view.setColumnHidden(Column.BALANCE, True)
        if not self._compact_state.isEmpty():
            header.restoreState(self._compact_state)
            view.setColumnHidden(Column.RENEW, True)
            # Words of another language may need more room than was remembered.
            least = compact_widths(rows.look)[Column.STATE]
            view.setColumnWidth(Column.STATE, max(least, view.columnWidth(Column.STATE)))

    def _flatten(self) -> None:
        """Qt takes a row's height along with it, wherever it goes."""
        header, tall = self._view.verticalHeader(), self._tall
        self._tall = []
        for index in tall:
            if index.isValid():
                header.resizeSection(index.row(), header.defaultSectionSize())

    def _regroup(self) -> None:
        """Make room above the first row of each group."""
        if self._rows is None:
            return
        wanted = {} if self.is_compact else first_rows(self._model)
        header = self._view.verticalHeader()
        height, head = header.defaultSectionSize(), self._rows.look.group_height
        if {index.row() for index in self._tall} != wanted.keys():
            self._flatten()
        for row in wanted:
            # Qt gives all rows the same height where it lays them out anew.
            if header.sectionSize(row) != height + head:
                header.resizeSection(row, height + head)
        self._groups = wanted
        self._tall = [QPersistentModelIndex(self._model.index(row, 0)) for row in wanted]
