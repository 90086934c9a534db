"""Summary, notice and table; or, in the table's place, why there is nothing to list."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from ltx_desktop.domain.changes import Change
from ltx_desktop.domain.summary import summarise
from ltx_desktop.services.use_cases import UseCases
from ltx_desktop.ui.accounts.cells import Look
from ltx_desktop.ui.accounts.empty_page import EmptyPage
from ltx_desktop.ui.accounts.table_model import AccountsTableModel
from ltx_desktop.ui.accounts.table_view import AccountsTable
from ltx_desktop.ui.icons import Icons
from ltx_desktop.ui.notice_bar import NoticeBar, Tone
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.summary import summary_line
from ltx_desktop.wording.translation import _

Action = tuple[str, Callable[[], None]]


class AccountsPage(QWidget):
    """Follows the stored accounts by itself; the window tells it what the service said."""

    ticked = Signal()
    clear_search_requested = Signal()

    def __init__(self, use_cases: UseCases, now: Callable[[], datetime], icons: Icons) -> None:
        super().__init__()
        self._use_cases = use_cases
        self._now = now
        self._search = ""
        self._why_empty: tuple[Notice, Action | None] = (Notice(_("Reading accounts…")), None)
        self.model = AccountsTableModel(
            use_cases.records.records(),
            now,
            use_cases.preferences.settings.thresholds,
            Look.of(icons, self.palette()),
            self,
        )
        self.table = AccountsTable(self.model, icons)
        self.notice = NoticeBar(icons)
        self.empty = EmptyPage()
        self.summary = QLabel()
        self._stack = QStackedWidget()
        self._place()
        self.table.ticked.connect(self._tick)
        use_cases.records.subscribe(self._apply)
        self._update()

    def set_search(self, text: str) -> None:
        self._search = text.strip()
        self.model.set_filter(self._search)
        self._update()

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

    def _tick(self) -> None:
        self._summarise()
        self.ticked.emit()

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
        if not self._search:
            self.table.setFocus()

    def _explain(self) -> None:
        if self.model.accounts:
            notice = Notice(_("No account matches “{text}”.").format(text=self._search))
            self.empty.show_notice(
                notice, (_("Clear the search"), self.clear_search_requested.emit)
            )
        else:
            self.empty.show_notice(*self._why_empty)

    def _summarise(self) -> None:
        now = self._now()
        summary = summarise(
            self._use_cases.records.records(), now, self._use_cases.preferences.settings.thresholds
        )
        self.summary.setVisible(bool(summary.accounts))
        self.summary.setText(summary_line(summary, now))

    def _place(self) -> None:
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.summary.setForegroundRole(QPalette.ColorRole.WindowText)
        font = self.summary.font()
        font.setPointSizeF(font.pointSizeF() * 1.05)
        self.summary.setFont(font)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 6)
        column.setSpacing(10)
        column.addWidget(self.summary)
        column.addWidget(self.notice)
        column.addWidget(self._stack, stretch=1)
