"""Summary, notice and table; or, in the table's place, why there is nothing to list."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ltx_desktop.domain.account import Capacity
from ltx_desktop.domain.changes import Change
from ltx_desktop.ui.accounts.account_filter import AccountFilter
from ltx_desktop.ui.accounts.cells import Look
from ltx_desktop.ui.accounts.empty_page import EmptyPage
from ltx_desktop.ui.accounts.summary_bar import SummaryBar
from ltx_desktop.ui.accounts.table_model import AccountsTableModel
from ltx_desktop.ui.accounts.table_view import AccountsTable
from ltx_desktop.ui.loop.scheduler import Heartbeat
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import APART, NEAR
from ltx_desktop.ui.widgets.notice_bar import Action, NoticeBar, Tone
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.summary import summary_parts
from ltx_desktop.wording.translation import _

if TYPE_CHECKING:
    from ltx_desktop.services.ports import RecordsPort
    from ltx_desktop.services.verdicts import Verdicts
    from ltx_desktop.ui.timeline.timeline_view import TimelineView

_LATER = 40
"""Milliseconds, at the most, that the timeline comes after the table: both at once would hold up
the window."""


class AccountsPage(QWidget):
    """Follows the stored accounts by itself; the window tells it what the service said.

    There is only room for the timeline until it is added.
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
    ) -> None:
        super().__init__()
        self._now = now
        self.verdicts = verdicts
        self._filter = AccountFilter()
        self.wants_timeline = True
        self._why_empty: tuple[Notice, Action | None] = (Notice(_("Reading accounts…")), None)
        self.model = AccountsTableModel(self.verdicts, now, Look.of(icons, self.palette()), self)
        self.table = AccountsTable(self.model, icons, heartbeat)
        self._timeline: TimelineView | None = None
        self._timeline_room = QFrame()
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self._show_timeline)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.notice = NoticeBar(icons)
        self.empty = EmptyPage()
        self.summary = SummaryBar()
        self._stack = QStackedWidget()
        self._place()
        self.table.ticked.connect(self._summarise)
        self.table.selectionModel().selectionChanged.connect(self._show_selected)
        self.summary.chosen.connect(self.filter)
        records.subscribe(self._apply)
        self._update()

    def add_timeline(self, timeline: "TimelineView") -> None:
        """Once the table is on the screen."""
        self._timeline = timeline
        timeline.email_selected.connect(self.table.select_email)
        self.parts.replaceWidget(self.parts.indexOf(self._timeline_room), timeline)
        self._timeline_room.deleteLater()
        self._summarise()
        self._show_timeline()
        self._show_selected()

    @property
    def timeline(self) -> "TimelineView":
        """There is none before it was added."""
        if self._timeline is None:
            raise RuntimeError("the timeline was not added yet")
        return self._timeline

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

    def settings_changed(self) -> None:
        self.model.judge_again()
        self._update()

    def show_timeline(self, wanted: bool) -> None:
        """Show it as soon as there is an account; a blank one would say nothing."""
        self.wants_timeline = wanted
        self._summarise()

    def show_capacities(self, capacities: Iterable[Capacity]) -> None:
        self.model.set_capacities(capacities)

    def explain_empty(self, notice: Notice, action: Action | None = None) -> None:
        """What to say as long as there is no account to list."""
        self._why_empty = notice, action
        self._update()

    def say(self, notice: Notice, tone: Tone, action: Action | None = None) -> None:
        """Say it above the table if there is one, else in its place."""
        if self.model.accounts:
            self.notice.show_notice(notice, tone, action)
        else:
            self.notice.clear()
            self.explain_empty(notice, action)

    def _apply(self, change: Change) -> None:
        self.model.apply(change)
        self._update()

    def _update(self) -> None:
        if self.model.rowCount(QModelIndex()):
            self._show_table()
        else:
            self._explain()
            self._stack.setCurrentWidget(self.empty)
        self._summarise()

    def _show_table(self) -> None:
        if self._stack.currentWidget() is self.table:
            return
        self._stack.setCurrentWidget(self.table)
        if not self._filter:
            self.table.setFocus()

    def _explain(self) -> None:
        if self.model.accounts:
            self.empty.show_notice(
                Notice(self._why_none_matches()),
                (_("Show all accounts"), lambda: self.filter(AccountFilter())),
            )
        else:
            self.empty.show_notice(*self._why_empty)

    def _why_none_matches(self) -> str:
        if self._filter.text:
            return _("No account matches “{text}”.").format(text=self._filter.text)
        return _("No account is in this state any more.")

    def _summarise(self) -> None:
        now, summary = self._now(), self.verdicts.summary
        self.summary.setVisible(bool(summary.accounts))
        self.summary.show_parts(summary_parts(summary, now), self._filter)
        below = self._timeline or self._timeline_room
        was_hidden, is_wanted = below.isHidden(), self.wants_timeline and bool(summary.accounts)
        below.setVisible(is_wanted)
        if is_wanted and was_hidden:
            self._show_timeline()
        elif is_wanted and not self._later.isActive():
            self._later.start()

    def _show_timeline(self) -> None:
        self._later.stop()
        if self._timeline and not self._timeline.isHidden():
            verdicts = self.verdicts
            self._timeline.show_accounts(verdicts.judged, verdicts.thresholds, verdicts.pool)

    def _show_selected(self) -> None:
        if self._timeline:
            if self._later.isActive():
                # An account that has just come is to be found there.
                self._show_timeline()
            emails = self.table.selected_emails()
            self._timeline.select_email(emails[0] if emails else None)

    def _place(self) -> None:
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(APART, NEAR, APART, NEAR)
        column.setSpacing(NEAR)
        column.addWidget(self.summary)
        column.addWidget(self.notice)
        self.parts.addWidget(self._stack)
        self._timeline_room.setFrameShape(QFrame.Shape.StyledPanel)
        self._timeline_room.setBackgroundRole(QPalette.ColorRole.Base)
        self._timeline_room.setAutoFillBackground(True)
        self.parts.addWidget(self._timeline_room)
        self.parts.setChildrenCollapsible(False)
        self.parts.setSizes([330, 300])
        column.addWidget(self.parts, stretch=1)
