"""The accounts as a Qt model that owns its rows and sorts and filters them itself.

A sorting proxy over Python data is a hundred times slower, and would sort again at each tick.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.changes import Change, Inserted, Removed, Replaced, Reset
from ltx_desktop.domain.expiry import Thresholds, expiry_of
from ltx_desktop.domain.urgency import Judged, urgency
from ltx_desktop.ui.accounts import cells

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HORIZONTAL = Qt.Orientation.Horizontal
_DISPLAY = Qt.ItemDataRole.DisplayRole

RECORD_ROLE = Qt.ItemDataRole.UserRole
"""The `AccountRecord` of a row, at any of its cells."""

STATE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `State` of a row, at any of its cells."""

_MANY = 64
"""From this many inserted or removed rows on, one reset is cheaper than single signals."""

_FAR = datetime.max.replace(tzinfo=UTC)


class Column(IntEnum):
    STATE = 0
    EMAIL = 1
    DEADLINE = 2
    ACCESS = 3
    MAX_JOBS = 4
    UPDATED = 5


_SORT_KEYS: dict[int, Callable[[Judged], Any]] = {
    Column.STATE: urgency,
    Column.EMAIL: lambda row: row.record.email.casefold(),
    Column.DEADLINE: lambda row: (row.expiry.deadline or _FAR, row.record.email),
    Column.ACCESS: lambda row: (row.expiry.access or _FAR, row.record.email),
    Column.MAX_JOBS: lambda row: (row.record.account.max_jobs or 0, row.record.email),
    Column.UPDATED: lambda row: (row.record.account.updated or _FAR, row.record.email),
}


class AccountsTableModel(QAbstractTableModel):
    """Rows shown are those that match the filter, in the order of one column."""

    TIME_COLUMNS: ClassVar = (Column.DEADLINE, Column.ACCESS, Column.UPDATED)

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
        self._column = int(Column.STATE)
        self._order = Qt.SortOrder.AscendingOrder
        self._filter = ""
        self._read_at = now()
        self._rows = self._judge(records)
        self._changes_state_at = self._next_state_change(self._rows.values())
        self._shown: list[Judged] = []
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

    def set_filter(self, text: str) -> None:
        """Show only the accounts whose email or state contains every word of `text`."""
        if text != self._filter:
            self._filter = text
            self._reset()

    def set_look(self, look: cells.Look) -> None:
        """Use other icons and colours: the palette has changed."""
        self._look = look
        self._announce(0, len(self._shown) - 1, range(len(Column)))

    def tick(self, first: int, last: int) -> None:
        """Let the visible rows `first` to `last` show the time that it is now."""
        before, self._read_at = self._read_at, self._now()
        if self._read_at >= self._changes_state_at or self._read_at < before:
            self._judge_again()
        self._announce(first, min(last, len(self._shown) - 1), self.TIME_COLUMNS)

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

    def record_at(self, row: int) -> AccountRecord:
        return self._shown[row].record

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
        return cells.header(Column(section).name, role)

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == RECORD_ROLE:
            return row.record
        if role == STATE_ROLE:
            return row.expiry.state
        return cells.cell(
            Column(index.column()).name, row.record, row.expiry, role, self._read_at, self._look
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._order = column, order
        self._reorder()

    # Keeping the rows

    def _judge(self, records: Iterable[AccountRecord]) -> dict[str, Judged]:
        """The rule's verdicts at the moment that is shown."""
        return {
            record.email: Judged(record, expiry_of(record, self._read_at, self._thresholds))
            for record in records
        }

    def _matches(self, row: Judged) -> bool:
        if not self._filter:
            return True
        text = cells.searchable(row.record, row.expiry)
        return all(word in text for word in self._filter.casefold().split())

    def _choose_shown(self) -> None:
        self._shown = [row for row in self._rows.values() if self._matches(row)]
        self._sort_shown()

    def _sort_shown(self) -> None:
        self._shown.sort(
            key=_SORT_KEYS[self._column], reverse=self._order == Qt.SortOrder.DescendingOrder
        )

    def _next_state_change(self, rows: Iterable[Judged]) -> datetime:
        moments = (
            deadline - before
            for row in rows
            if (deadline := row.expiry.deadline)
            for before in (self._thresholds.renew_soon, self._thresholds.urgent, timedelta(0))
        )
        return min((moment for moment in moments if moment > self._read_at), default=_FAR)

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

    def _insert(self, rows: dict[str, Judged]) -> None:
        self._take(rows)
        if len(rows) > _MANY:
            self._reset()
            return
        for row in rows.values():
            if self._matches(row):
                at = self._place_of(row)
                self.beginInsertRows(_NOWHERE, at, at)
                self._shown.insert(at, row)
                self.endInsertRows()

    def _replace(self, rows: dict[str, Judged]) -> None:
        self._take(rows)
        places = {
            row.record.email: at for at, row in enumerate(self._shown) if row.record.email in rows
        }
        if any(self._matches(row) != (email in places) for email, row in rows.items()):
            self._reset()
            return
        key = _SORT_KEYS[self._column]
        moved = False
        for email, at in places.items():
            moved = moved or key(self._shown[at]) != key(rows[email])
            self._shown[at] = rows[email]
        if places:
            self._announce(min(places.values()), max(places.values()), range(len(Column)))
        if moved:
            self._reorder()

    def _take(self, rows: dict[str, Judged]) -> None:
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

    def _place_of(self, row: Judged) -> int:
        key = _SORT_KEYS[self._column]
        if self._order == Qt.SortOrder.AscendingOrder:
            return bisect_left(self._shown, key(row), key=key)
        return len(self._shown) - bisect_left(self._shown[::-1], key(row), key=key)

    def _announce(self, first: int, last: int, columns: Iterable[int]) -> None:
        if 0 <= first <= last:
            touched = list(columns)
            self.dataChanged.emit(self.index(first, min(touched)), self.index(last, max(touched)))
