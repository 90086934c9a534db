"""The accounts as a Qt model that owns its rows and sorts and filters them itself.

A sorting proxy over Python data is a hundred times slower, and would sort again at each tick.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ltx_desktop.domain.account import AccountRecord, Capacity
from ltx_desktop.domain.changes import Change, Inserted, Removed, Replaced, Reset
from ltx_desktop.domain.expiry import Thresholds, expiry_of, life_left
from ltx_desktop.domain.urgency import next_state_change
from ltx_desktop.ui.accounts import cells
from ltx_desktop.ui.accounts.account_filter import AccountFilter
from ltx_desktop.ui.accounts.columns import SORT_KEYS, TIME_COLUMNS, Column, Row

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HORIZONTAL = Qt.Orientation.Horizontal
_DISPLAY = Qt.ItemDataRole.DisplayRole

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `Row`, at any of its cells."""

LIFE_ROLE = Qt.ItemDataRole.UserRole + 1
"""What is left of a session's life, 0 to 1, at any cell of its row; None where nobody knows."""

_MANY = 64
"""From this many inserted or removed rows on, one reset is cheaper than single signals."""

_FAR = datetime.max.replace(tzinfo=UTC)


class AccountsTableModel(QAbstractTableModel):
    """Rows shown are those that match the filter, in the order of one column."""

    def __init__(
        self,
        records: Iterable[AccountRecord],
        now: Callable[[], datetime],
        thresholds: Thresholds,
        look: cells.Look,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._thresholds = thresholds
        self._look = look
        self._column = Column.STATE
        self._order = Qt.SortOrder.AscendingOrder
        self._filter = AccountFilter()
        self._capacities: Mapping[str, Capacity] = {}
        self._read_at = now()
        self._rows = self._judge(records)
        self._changes_state_at = self._next_state_change(self._rows.values())
        self._shown: list[Row] = []
        self._choose_shown()

    def apply(self, change: Change) -> None:
        """Take over what happened to the stored accounts."""
        match change:
            case Reset(records):
                self._read_at = self._now()
                self._rows = self._judge(records)
                self._changes_state_at = self._next_state_change(self._rows.values())
                self._reset()
            case Inserted(records):
                self._insert(self._judge(records))
            case Replaced(records):
                self._replace(self._judge(records))
            case Removed(emails):
                for email in emails:
                    self._rows.pop(email, None)
                self._remove(frozenset(emails))

    def set_filter(self, wanted: AccountFilter) -> None:
        """Show only the accounts that match."""
        if wanted != self._filter:
            self._filter = wanted
            self._reset()

    def set_capacities(self, capacities: Iterable[Capacity]) -> None:
        """Show how busy the accounts are now."""
        self._capacities = {capacity.email: capacity for capacity in capacities}
        self._judge_again()

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Judge by other thresholds from now on."""
        if thresholds != self._thresholds:
            self._thresholds = thresholds
            self._judge_again()

    def set_look(self, look: cells.Look) -> None:
        """Use other icons and colours: the palette has changed."""
        self._look = look
        self._announce(0, len(self._shown) - 1, range(len(Column)))

    def tick(self, first: int, last: int) -> None:
        """Let the visible rows `first` to `last` show the time that it is now."""
        before, self._read_at = self._read_at, self._now()
        if self._read_at >= self._changes_state_at or self._read_at < before:
            self._judge_again()
        self._announce(first, min(last, len(self._shown) - 1), TIME_COLUMNS)

    def next_tick(self, first: int, last: int) -> timedelta:
        """How long the visible rows stay right: up to a second, or up to a minute."""
        now = self._now()
        wait = min(timedelta(minutes=1), self._changes_state_at - now)
        for row in self._shown[first : last + 1]:
            wait = min(wait, cells.stays_right_for(row.expiry, now))
        return max(wait, timedelta(milliseconds=50))

    @property
    def accounts(self) -> int:
        """How many accounts there are, shown or not."""
        return len(self._rows)

    @property
    def is_filtered(self) -> bool:
        return bool(self._filter)

    def rows(self) -> list[Row]:
        """Those that are shown, in their order."""
        return [*self._shown]

    def row_at(self, row: int) -> Row:
        return self._shown[row]

    def row_of(self, email: str) -> int | None:
        """Where an account is shown now, if it is."""
        return next((i for i, row in enumerate(self._shown) if row.record.email == email), None)

    # What a view asks for

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation != _HORIZONTAL or not 0 <= section < len(Column):
            return None
        return cells.header(Column(section), role)

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role == LIFE_ROLE:
            return life_left(row.record, row.expiry, self._read_at)
        return cells.cell(Column(index.column()), row, role, self._read_at, self._look)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._order = Column(column), order
        self._reorder()

    # Keeping the rows

    def _judge(self, records: Iterable[AccountRecord]) -> dict[str, Row]:
        """The rule's verdicts at the moment that is shown."""
        return {
            record.email: Row(
                record,
                expiry_of(record, self._read_at, self._thresholds),
                self._capacities.get(record.email),
            )
            for record in records
        }

    def _choose_shown(self) -> None:
        self._shown = [row for row in self._rows.values() if self._filter.matches(row)]
        self._sort_shown()

    def _sort_shown(self) -> None:
        self._shown.sort(
            key=SORT_KEYS[self._column], reverse=self._order == Qt.SortOrder.DescendingOrder
        )

    def _next_state_change(self, rows: Iterable[Row]) -> datetime:
        return next_state_change(rows, self._read_at, self._thresholds) or _FAR

    def _reset(self) -> None:
        self.beginResetModel()
        self._choose_shown()
        self.endResetModel()

    def _reorder(self) -> None:
        """Sort what is shown, keeping selection and current cell on their accounts."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        emails = [self._shown[index.row()].record.email for index in before]
        self._sort_shown()
        position = {row.record.email: i for i, row in enumerate(self._shown)}
        after = [
            self.index(position[email], index.column())
            for email, index in zip(emails, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _judge_again(self) -> None:
        """Some account's state may have changed by itself."""
        self._replace(self._judge(row.record for row in self._rows.values()))
        self._changes_state_at = self._next_state_change(self._rows.values())

    def _insert(self, rows: dict[str, Row]) -> None:
        self._take(rows)
        if len(rows) > _MANY:
            self._reset()
            return
        for row in rows.values():
            if self._filter.matches(row):
                at = self._place_of(row)
                self.beginInsertRows(_NOWHERE, at, at)
                self._shown.insert(at, row)
                self.endInsertRows()

    def _replace(self, rows: dict[str, Row]) -> None:
        self._take(rows)
        places = {
            row.record.email: at for at, row in enumerate(self._shown) if row.record.email in rows
        }
        if any(self._filter.matches(row) != (email in places) for email, row in rows.items()):
            self._reset()
            return
        key = SORT_KEYS[self._column]
        moved = False
        for email, at in places.items():
            moved = moved or key(self._shown[at]) != key(rows[email])
            self._shown[at] = rows[email]
        if places:
            self._announce(min(places.values()), max(places.values()), range(len(Column)))
        if moved:
            self._reorder()

    def _take(self, rows: dict[str, Row]) -> None:
        self._rows.update(rows)
        self._changes_state_at = min(self._changes_state_at, self._next_state_change(rows.values()))

    def _remove(self, emails: frozenset[str]) -> None:
        if len(emails) > _MANY:
            self._reset()
            return
        for at in reversed(range(len(self._shown))):
            if self._shown[at].record.email in emails:
                self.beginRemoveRows(_NOWHERE, at, at)
                del self._shown[at]
                self.endRemoveRows()

    def _place_of(self, row: Row) -> int:
        key = SORT_KEYS[self._column]
        if self._order == Qt.SortOrder.AscendingOrder:
            return bisect_left(self._shown, key(row), key=key)
        return len(self._shown) - bisect_left(self._shown[::-1], key(row), key=key)

    def _announce(self, first: int, last: int, columns: Iterable[int]) -> None:
        if 0 <= first <= last:
            touched = list(columns)
            self.dataChanged.emit(self.index(first, min(touched)), self.index(last, max(touched)))
