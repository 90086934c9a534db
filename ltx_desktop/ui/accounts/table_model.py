"""The accounts as a Qt model that owns its rows and sorts and filters them itself.

A sorting proxy over Python data is a hundred times slower, and would sort again at each tick.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ltx_desktop.domain.account import Capacity
from ltx_desktop.domain.changes import Change, Inserted, Removed, Replaced, Reset
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.services.verdicts import Verdicts
from ltx_desktop.ui.accounts import cells
from ltx_desktop.ui.accounts.account_filter import AccountFilter, searched_text
from ltx_desktop.ui.accounts.columns import TIME_COLUMNS, Column, sort_keys

T = TypeVar("T")

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HORIZONTAL = Qt.Orientation.Horizontal
_DISPLAY = Qt.ItemDataRole.DisplayRole

_COLUMNS = tuple(Column)

_MANY = 64
"""Rows from which on one reset is cheaper than single signals, and nobody follows each."""


class AccountsTableModel(QAbstractTableModel):
    """Rows shown are those that match the filter, in the order of one column.

    They are the verdicts' own: whatever is judged elsewhere is shown, and nothing judged twice.
    `moving` has pairs of verdicts, before and after, and `moved` follows once they are shown.
    """

    moving = Signal(object)
    moved = Signal()

    def __init__(
        self,
        verdicts: Verdicts,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._verdicts = verdicts
        self._now = now
        self._column = Column.STATE
        self._order = Qt.SortOrder.AscendingOrder
        self._filter = AccountFilter()
        self._capacities: Mapping[str, Capacity] = {}
        self._read_at = now()
        self._judged: Sequence[Judged] = ()
        self._keys: dict[Column, list[Any]] = {}
        self._ordered: list[Judged] | None = None
        self._texts: list[str] | None = None
        self._shown: list[Judged] = []
        self._take_over()
        self._shown = self._matching()

    def apply(self, change: Change) -> None:
        """Take over what happened to the stored accounts."""
        self._take_over()
        match change:
            case Reset():
                self._read_at = self._now()
                self._reset()
            case Inserted(records):
                self._insert({record.email for record in records})
            case Replaced(records):
                self._replace({record.email for record in records})
            case Removed(emails):
                self._remove(frozenset(emails))

    def set_filter(self, wanted: AccountFilter) -> None:
        """Show only the accounts that match."""
        if wanted != self._filter:
            self._filter = wanted
            self._reset()

    def set_capacities(self, capacities: Iterable[Capacity]) -> None:
        """Show how busy the accounts are now."""
        by_email = {capacity.email: capacity for capacity in capacities}
        if by_email == self._capacities:
            return
        self._capacities = by_email
        self._keys.pop(Column.RUNNING, None)
        self._announce(0, len(self._shown) - 1, [Column.RUNNING])
        if self._column is Column.RUNNING:
            self._reorder()

    def judge_again(self) -> None:
        """Some account's state may have changed, though no account did."""
        before = self._judged
        self._take_over()
        if self._judged is not before:
            self._replace(None)

    def tick(self, first: int, last: int) -> None:
        """Let the visible rows `first` to `last` show the time that it is now."""
        self._read_at = self._now()
        self.judge_again()
        self._announce(first, min(last, len(self._shown) - 1), TIME_COLUMNS)

    def next_tick(self, first: int, last: int) -> timedelta:
        """How long the visible rows stay right: up to a second, or up to a minute."""
        now = self._now()
        until = self._verdicts.until
        wait = min(timedelta(minutes=1), until - now) if until else timedelta(minutes=1)
        for row in self._shown[first : last + 1]:
            wait = min(wait, cells.stays_right_for(row.expiry, now))
        return max(wait, timedelta(milliseconds=50))

    @property
    def accounts(self) -> int:
        """How many accounts there are, shown or not."""
        return len(self._judged)

    def rows(self) -> list[Judged]:
        """Those that are shown, in their order."""
        return [*self._shown]

    def row_at(self, row: int) -> Judged:
        return self._shown[row]

    def row_of(self, email: str) -> int | None:
        """Where an account is shown now, if it is."""
        return next((i for i, row in enumerate(self._shown) if row.record.email == email), None)

    def capacity_of(self, email: str) -> Capacity | None:
        """How busy an account was when the list was last read."""
        return self._capacities.get(email)

    @property
    def read_at(self) -> datetime:
        """The moment that the countdowns are for."""
        return self._read_at

    @property
    def is_by_urgency(self) -> bool:
        return self._column is Column.STATE and self._order is Qt.SortOrder.AscendingOrder

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
        capacity = self._capacities.get(row.email)
        return cells.cell(_COLUMNS[index.column()], row, role, self._read_at, capacity)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        # A row's button has no order of its own.
        wanted = Column(column)
        self._column = Column.STATE if wanted is Column.RENEW else wanted
        self._order = order
        self._reorder()

    # Keeping the rows

    def _take_over(self) -> None:
        """What the accounts are now; what was derived from it before is worth nothing."""
        judged = self._verdicts.judged
        if judged is not self._judged:
            self._judged = judged
            self._keys.clear()
            self._ordered = self._texts = None

    def _all_in_order(self) -> list[Judged]:
        if self._ordered is None:
            self._ordered = self._in_order(self._judged)
        return self._ordered

    def _all_texts(self) -> list[str]:
        """What a search looks through, in the same order."""
        if self._texts is None:
            emails = self._keys_of(Column.EMAIL)
            self._texts = self._in_order([*map(searched_text, self._judged, emails)])
        return self._texts

    def _in_order(self, of_each: Sequence[T]) -> list[T]:
        """What there is of each account, in the order of the table."""
        # Verdicts are in the order of the first column already.
        if self._column is Column.STATE:
            ordered = [*of_each]
        else:
            # Sorting asks for one key after the other: taken from their list in C, that is half
            # as long as sorting numbers and looking up what they stand for.
            keys = iter(self._keys_of(self._column))
            ordered = sorted(of_each, key=partial(next, keys))
        if self._order == Qt.SortOrder.DescendingOrder:
            ordered.reverse()
        return ordered

    def _keys_of(self, column: Column) -> list[Any]:
        """Collecting them takes longer than sorting does."""
        if column not in self._keys:
            self._keys[column] = sort_keys(column, self._judged, self._capacities)
        return self._keys[column]

    def _matching(self) -> list[Judged]:
        texts = self._all_texts() if self._filter.words else ()
        return self._filter.among(self._all_in_order(), texts)

    def _reset(self) -> None:
        self.beginResetModel()
        self._shown = self._matching()
        self.endResetModel()

    def _reorder(self) -> None:
        """Sort what is shown, keeping selection and current cell on their accounts."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self._shown[index.row()] for index in before]
        self._ordered = self._texts = None
        self._shown = self._matching()
        if before:
            places = [*map(id, self._shown)]
            after = [
                self.index(places.index(id(row)), index.column())
                for row, index in zip(rows, before, strict=True)
            ]
            self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert(self, emails: AbstractSet[str]) -> None:
        if len(emails) > _MANY:
            self._reset()
            return
        after = self._matching()
        for at, row in enumerate(after):
            if row.email in emails:
                at_most = min(at, len(self._shown))
                self.beginInsertRows(_NOWHERE, at_most, at_most)
                self._shown.insert(at_most, row)
                self.endInsertRows()
        if self._shown != after:
            self._replace(None)

    def _replace(self, emails: AbstractSet[str] | None) -> None:
        """Show the new verdicts on some accounts, or on all."""
        after = self._matching()
        if {row.email for row in after} != {row.email for row in self._shown}:
            self._reset()
            return
        rows = {row.email: row for row in after}
        wanted = rows.keys() if emails is None else emails
        touched = [at for at, row in enumerate(self._shown) if row.email in wanted]
        if len(touched) <= _MANY:
            self.moving.emit([(self._shown[at], rows[self._shown[at].email]) for at in touched])
        for at in touched:
            self._shown[at] = rows[self._shown[at].email]
        if touched:
            self._announce(touched[0], touched[-1], range(len(Column)))
        if self._shown != after:
            self._reorder()
        self.moved.emit()

    def _remove(self, emails: frozenset[str]) -> None:
        if len(emails) > _MANY:
            self._reset()
            return
        for at in reversed(range(len(self._shown))):
            if self._shown[at].email in emails:
                self.beginRemoveRows(_NOWHERE, at, at)
                del self._shown[at]
                self.endRemoveRows()

    def _announce(self, first: int, last: int, columns: Iterable[int]) -> None:
        if 0 <= first <= last:
            touched = list(columns)
            self.dataChanged.emit(self.index(first, min(touched)), self.index(last, max(touched)))
