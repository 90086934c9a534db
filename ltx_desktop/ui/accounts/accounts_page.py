"""Chips, list, details and capacity; or, in the list's place, why there is nothing to list."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ltx_desktop.domain.account import Capacity
from ltx_desktop.domain.changes import Change
from ltx_desktop.domain.pool import NO_POOL
from ltx_desktop.domain.urgency import DUE_STATES
from ltx_desktop.ui.accounts.account_filter import AccountFilter
from ltx_desktop.ui.accounts.account_list import AccountList
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.accounts.empty_page import EmptyPage
from ltx_desktop.ui.accounts.headline import Headline
from ltx_desktop.ui.accounts.state_chips import StateChips
from ltx_desktop.ui.accounts.table_model import AccountsTableModel
from ltx_desktop.ui.loop.scheduler import Heartbeat
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import APART, EDGE
from ltx_desktop.ui.style.sheet import mark_card
from ltx_desktop.ui.timeline.axis import TimeAxis
from ltx_desktop.ui.widgets.notice_bar import Action, NoticeBar, Tone
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.summary import (
    headline,
    headline_detail,
    renew_due_label,
    spoken_headline_detail,
    state_chips,
)
from ltx_desktop.wording.translation import _

if TYPE_CHECKING:
    from ltx_desktop.services.ports import RecordsPort
    from ltx_desktop.services.verdicts import Verdicts
    from ltx_desktop.ui.accounts.capacity_strip import CapacityStrip
    from ltx_desktop.ui.accounts.details_pane import DetailsPane

_MANY = 50
"""From so many accounts on the list is compact, until somebody chooses."""

WIDTH = 272
"""Pixels of the details, until somebody moves the edge."""

_LOW = 380
"""Pixels of the page, below which all the room is the list's."""

_LOWEST = 300
"""Pixels of the page, below which rows have one line."""

_NARROW = 900
"""Pixels of the page, below which the details are under the list."""


class AccountsPage(QWidget):
    """Follows the stored accounts by itself; the window tells it what the service said.

    Details and capacity come once the list is on the screen.
    """

    filtered = Signal(object)

    def __init__(
        self,
        *,
        records: "RecordsPort",
        verdicts: "Verdicts",
        now: Callable[[], datetime],
        icons: Icons,
        heartbeat: Heartbeat,
        renew_due: Callable[[], None],
    ) -> None:
        super().__init__()
        self._now = now
        self.verdicts = verdicts
        self._filter = AccountFilter()
        self.wants_compact: bool | None = None
        self.wants_details = True
        self.wants_capacity = True
        self._why_empty: tuple[Notice, Action | None] = (Notice(_("Reading accounts…")), None)
        self.model = AccountsTableModel(self.verdicts, now, self)
        self.axis = TimeAxis(now, self)
        self.table = AccountList(self.model, self.axis, icons, heartbeat)
        self.headline = Headline(renew_due)
        self.notice = NoticeBar(icons)
        self.chips = StateChips(icons)
        self.empty = EmptyPage()
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.details: DetailsPane | None = None
        self.capacity: CapacityStrip | None = None
        self._stack = QStackedWidget()
        self._card = QFrame()
        self._column = QVBoxLayout(self)
        self._place()
        self.table.ticked.connect(self._summarise)
        self.table.selectionModel().selectionChanged.connect(self._show_selected)
        self.table.horizontalHeader().sectionResized.connect(self._line_up)
        self.chips.chosen.connect(lambda states: self.filter(replace(self._filter, states=states)))
        records.subscribe(self._apply)
        self._update()

    def add_details(self, details: "DetailsPane", capacity: "CapacityStrip") -> None:
        """Once the list is on the screen."""
        self.details, self.capacity = details, capacity
        self.parts.addWidget(details)
        self._column.addWidget(capacity)
        self.parts.setStretchFactor(0, 1)
        self.parts.setStretchFactor(1, 0)
        self.parts.setSizes([self.width(), WIDTH])
        self._summarise()

    def search(self, text: str) -> None:
        """Show only what matches a text, among what is shown anyway."""
        self.filter(replace(self._filter, text=text.strip()))

    def filter(self, wanted: AccountFilter) -> None:
        """Show only some of the accounts; `filtered` tells whoever shows what they are."""
        if wanted != self._filter:
            self._filter = wanted
            self.model.set_filter(wanted)
            self._update()
            self.filtered.emit(wanted)

    def step_back(self) -> bool:
        """Clear the search, then the chip; whether there was anything to clear."""
        if self._filter.text:
            self.filter(replace(self._filter, text=""))
        elif self._filter.states:
            self.filter(AccountFilter())
        else:
            return False
        return True

    def settings_changed(self) -> None:
        self.model.judge_again()
        self._update()

    def show_compact(self, wanted: bool) -> None:
        """Somebody chooses: one line a row, or two."""
        self.wants_compact = wanted
        self.table.layout_.set_compact(wanted)
        self._line_up()

    @property
    def is_compact(self) -> bool:
        return self.table.layout_.is_compact

    def show_details(self, wanted: bool) -> None:
        self.wants_details = wanted
        self._fit()

    def show_capacity(self, wanted: bool) -> None:
        self.wants_capacity = wanted
        self._fit()

    def show_capacities(self, capacities: Iterable[Capacity]) -> None:
        self.model.set_capacities(capacities)
        self._show_selected()

    def explain_empty(self, notice: Notice, action: Action | None = None) -> None:
        """What to say as long as there is no account to list."""
        self._why_empty = notice, action
        self._update()

    def say(self, notice: Notice, tone: Tone, action: Action | None = None) -> None:
        """Say it above the list if there is one, else in its place."""
        if self.model.accounts:
            self.notice.show_notice(notice, tone, action)
        else:
            self.notice.clear()
            self.explain_empty(notice, action)

    def restore(self, compact: bool | None, columns: QByteArray) -> None:
        """How the list was left; `compact` None where nobody has chosen yet."""
        self.table.layout_.restore_compact_state(columns)
        self.wants_compact = compact
        self._choose_mode()

    def minimumSizeHint(self) -> QSize:
        """That of the list: all else gives way."""
        return QSize(320, self.table.minimumSizeHint().height() + APART)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_mode()
        self._fit()

    def _apply(self, change: Change) -> None:
        self.model.apply(change)
        self._update()

    def _update(self) -> None:
        self._choose_mode()
        if self.model.rowCount(QModelIndex()):
            self._show_list()
        else:
            self._explain()
            self._stack.setCurrentWidget(self.empty)
        self._summarise()

    def _choose_mode(self) -> None:
        crowded = self.model.accounts >= _MANY or self.height() < _LOWEST
        wanted = crowded if self.wants_compact is None else self.wants_compact
        self.table.layout_.set_compact(wanted)

    def _show_list(self) -> None:
        was_empty = self._stack.currentWidget() is not self.table
        self._stack.setCurrentWidget(self.table)
        self.table.select_first()
        if was_empty and not self._filter:
            self.table.setFocus()

    def _explain(self) -> None:
        if not self.model.accounts:
            self.empty.show_notice(*self._why_empty, is_primary=True)
            return
        why = _("No account is in this state any more.")
        if self._filter.text:
            why = _("No account matches “{text}”.").format(text=self._filter.text)
        show_all = _("Show all accounts"), lambda: self.filter(AccountFilter())
        self.empty.show_notice(Notice(why), show_all)

    def _summarise(self) -> None:
        verdicts, summary = self.verdicts, self.verdicts.summary
        upcoming = verdicts.by_email.get(summary.next_email) if summary.next_email else None
        self.headline.show_summary(
            headline(summary),
            headline_detail(summary, upcoming, self._now()),
            spoken_headline_detail(summary, upcoming),
        )
        due = sum(summary.states[state] for state in DUE_STATES)
        self.headline.show_due(renew_due_label(due) if due else "")
        self.chips.show_counts(state_chips(summary), self._filter)
        pool = verdicts.pool if self.capacity else NO_POOL  # the first frame does without it
        self.axis.show_accounts(verdicts.judged, verdicts.thresholds, pool)
        self._show_selected()
        self._fit()

    def _show_selected(self) -> None:
        if self.details and not self.details.isHidden():
            selected = self.table.selected_rows()
            capacity = self.model.capacity_of(selected[0].email) if len(selected) == 1 else None
            self.details.show_accounts(selected, capacity)

    def _fit(self) -> None:
        """Details beside or below the list, and what there is room for."""
        has_accounts = bool(self.model.accounts)
        chips = self.chips.heightForWidth(self.width() - 2 * EDGE)
        room = self.height() - self.minimumSizeHint().height() - chips - APART
        self.chips.setVisible(has_accounts and room >= 0)
        if self.details is None or self.capacity is None:
            return
        across = self.width() >= _NARROW
        way = Qt.Orientation.Horizontal if across else Qt.Orientation.Vertical
        if self.parts.orientation() is not way:
            self.parts.setOrientation(way)
            least = WIDTH if across else self.details.minimumHeight()
            self.parts.setSizes([self.width() + self.height(), least])
        fits = across or room >= self.details.minimumHeight() + self.capacity.height()
        was_hidden = self.details.isHidden()
        self.details.setVisible(self.wants_details and has_accounts and fits)
        if was_hidden and not self.details.isHidden():
            self._show_selected()
        self.capacity.setVisible(self.wants_capacity and has_accounts and self.height() >= _LOW)
        self._line_up()

    def _line_up(self) -> None:
        """Put the capacity's chart below the list's axis."""
        if self.capacity is None:
            return
        table = self.table
        hidden = table.isColumnHidden(Column.LIFE) or self._stack.currentWidget() is not table
        left = table.viewport().mapTo(self, QPoint()).x()
        left += table.columnViewportPosition(Column.LIFE)
        left -= self.capacity.x() + self.capacity.contentsRect().x()
        width = 0 if hidden or self.isRightToLeft() else table.columnWidth(Column.LIFE)
        self.capacity.line_up(left if width else 0, width)

    def _place(self) -> None:
        # Tab goes through them in this order.
        self._column.addWidget(self.chips)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        mark_card(self._card)
        inside = QVBoxLayout(self._card)
        # The card's edge and round corners stay free.
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self._stack)
        self.parts.addWidget(self._card)
        self.parts.setChildrenCollapsible(False)
        self.parts.setHandleWidth(APART)
        self._column.setContentsMargins(EDGE, 0, EDGE, 0)
        self._column.setSpacing(APART)
        self._column.addWidget(self.parts, stretch=1)
