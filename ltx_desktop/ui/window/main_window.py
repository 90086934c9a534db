"""The window: shows the stored accounts at once; what acts for it is attached a moment later."""

import re
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ltx_desktop.ui.accounts.account_filter import AccountFilter
from ltx_desktop.ui.accounts.accounts_page import AccountsPage
from ltx_desktop.ui.loop.scheduler import Heartbeat
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import APART, EDGE, NEAR, TIGHT
from ltx_desktop.ui.style.sheet import mark_muted
from ltx_desktop.ui.widgets.notice_bar import NoticeBar, NoticeStack, Tone
from ltx_desktop.ui.widgets.viewport import give_status_bar
from ltx_desktop.ui.window.actions import Actions
from ltx_desktop.ui.window.activation import take_activation_token
from ltx_desktop.ui.window.window_geometry import WindowMemory, fit_screen
from ltx_desktop.wording.dates import date_time
from ltx_desktop.wording.durations import age
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _

if TYPE_CHECKING:
    from ltx_desktop.services.clock import Clock
    from ltx_desktop.services.ports import RecordsPort
    from ltx_desktop.services.verdicts import Verdicts
    from ltx_desktop.ui.accounts.capacity_strip import CapacityStrip
    from ltx_desktop.ui.accounts.details_pane import DetailsPane


_COOKIES = re.compile(r"lt_(?:id|token|refresh_token)\W|\beyJ[\w-]{20}", re.IGNORECASE)
"""What nobody searches for."""

_SIZE = QSize(1180, 760)
_LOW = 40
"""Lines of text, below which the headline is as small as others."""


class MainWindow(QMainWindow):
    """`close_requested` is emitted instead of closing; whoever owns the window ends it.

    `notice` is for what concerns the app itself. Actions can be chosen once they are enabled.
    `shown_changed` reports whether the window can be seen, also when it comes to the front.
    """

    close_requested = Signal()
    shown_changed = Signal(bool)
    details_requested = Signal(str)

    def __init__(
        self,
        *,
        records: "RecordsPort",
        verdicts: "Verdicts",
        clock: "Clock",
        icons: Icons,
        memory: WindowMemory,
        is_demo: bool,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.records = records
        self._clock = clock
        self._icons = icons
        self._memory = memory
        self.is_demo = is_demo
        self._keeps_running: Callable[[], bool] = bool
        self._are_actions_enabled = False
        self.actions_ = Actions(self, icons)
        self.heartbeat = Heartbeat(clock.system, monotonic, self)
        self.heartbeat.jumped.connect(clock.forget)
        self.accounts = AccountsPage(
            records=records,
            verdicts=verdicts,
            now=clock,
            icons=icons,
            heartbeat=self.heartbeat,
            renew_due=self.actions_.renew_due.trigger,
        )
        self.notice = NoticeBar(icons)
        self.reminder = NoticeBar(icons, most_lines=2)
        self.pages = QStackedWidget()
        self._age = QLabel()
        self.host = QLabel()
        self._place()
        self._connect()
        self.update_actions()
        self.update_age()
        self._restore()
        self.accounts.table.setFocus()

    @property
    def is_shown(self) -> bool:
        return self.isVisible() and not self.isMinimized()

    def enable_actions(self, keeps_running: Callable[[], bool]) -> None:
        """Let actions be chosen; `keeps_running` says whether closing the window only hides it."""
        self._keeps_running = keeps_running
        self._are_actions_enabled = True
        self.actions_.complete()
        self.update_actions()

    def add_details(self, details: "DetailsPane", capacity: "CapacityStrip") -> None:
        """Once the list is on the screen."""
        self.accounts.add_details(details, capacity)
        self._memory.restore_parts(self.accounts)

    # What happens by itself

    def report(self, error: BaseException, report: str) -> None:
        """Say that something failed that should not have; `report` is for who wants to know."""
        from ltx_desktop.wording.crash import crash_notice  # rarely needed

        details = partial(self.details_requested.emit, report)
        self.notice.show_notice(crash_notice(error), Tone.ERROR, (_("Details…"), details))

    def say_at_start(self, notices: Iterable[Notice]) -> None:
        """Warn of what the start found: a file that was set aside, say."""
        if text := "\n".join(map(str, notices)):
            self.notice.show_notice(Notice(text), Tone.WARNING)

    def remember(self) -> None:
        """Save the place of the window for the next start."""
        self._memory.save(self, self.accounts)

    def show_closing(self) -> None:
        self.remember()
        self.statusBar().showMessage(_("Closing…"))
        self.setEnabled(False)

    def come_to_front(self, token: str = "") -> None:
        """`token` is what a click elsewhere gave for that, where the system wants one."""
        take_activation_token(token)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def come_back(self) -> None:
        """Answer a click on the app's icon: show the window if it is hidden."""
        if not self.isVisible():
            self.come_to_front()

    def stay_within_reach(self, has_tray: bool) -> None:
        """Come back where the icon that would bring it back is gone."""
        if not has_tray and not self.isVisible():
            self.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        if self._keeps_running():
            self.hide()
        else:
            self.close_requested.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown_changed.emit(self.is_shown)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shown_changed.emit(self.is_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.actions_.fit_toolbar(self.width())
        self.accounts.headline.set_low(self.height() < _LOW * self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.actions_.draw_icons()
        elif event.type() in {QEvent.Type.WindowStateChange, QEvent.Type.ActivationChange}:
            self.shown_changed.emit(self.is_shown)

    # What is shown

    def show_accounts(self) -> None:
        if self.pages.currentWidget() is not self.accounts:
            self.pages.setCurrentWidget(self.accounts)
            self.accounts.table.setFocus()
        self.update_actions()
        self.update_age()

    def show_all_accounts(self) -> None:
        self.accounts.filter(AccountFilter())
        self.show_accounts()

    def show_page(self, page: QWidget) -> None:
        """Show a page in the place of the accounts."""
        self.pages.setCurrentWidget(page)
        self.update_actions()

    def update_actions(self) -> None:
        on_accounts = self.pages.currentWidget() is self.accounts
        # It is there from the first frame on, so that nothing moves when it can be used.
        self.actions_.toolbar.setVisible(on_accounts)
        self.accounts.headline.setVisible(on_accounts and self.records.last_refresh is not None)
        ready = on_accounts and self._are_actions_enabled
        selected = len(self.accounts.table.selected_rows()) if ready else 0
        accounts = self.accounts.model.accounts
        self.actions_.enable(self._are_actions_enabled, ready, accounts, selected)

    def update_age(self) -> None:
        last = self.records.last_refresh
        text = _("Read {age}").format(age=age(last, self._clock())) if last else ""
        # An age would be read out anew with each minute.
        spoken = _("Read on {moment}").format(moment=date_time(last)) if last else ""
        if self._age.accessibleName() != spoken:
            self._age.setAccessibleName(spoken)
        self._age.setText(text)
        self._age.setVisible(bool(text))

    def _search(self, text: str) -> None:
        if _COOKIES.search(text):
            # Meant for the window: what stands in the search is shown in clear, and said again.
            self.actions_.search.setText("")
            self.actions_.paste.trigger()
        else:
            self.accounts.search(text)

    def _step_back(self) -> None:
        """Esc: the search goes first, then the chip, and the list has the focus again."""
        if not self.accounts.step_back():
            self.accounts.table.setFocus()

    def _show_filter(self, wanted: AccountFilter) -> None:
        if self.actions_.search.text().strip() != wanted.text:
            self.actions_.search.setText(wanted.text)

    def _connect(self) -> None:
        actions, table = self.actions_, self.accounts.table
        actions.connect(
            {
                actions.find: actions.focus_search,
                actions.quit: self.close_requested.emit,
                actions.zoom_in: self.accounts.axis.zoom_in,
                actions.zoom_out: self.accounts.axis.zoom_out,
                actions.zoom_reset: self.accounts.axis.reset,
                actions.back: self._step_back,
            }
        )
        actions.compact.toggled.connect(self.accounts.show_compact)
        actions.details.toggled.connect(self.accounts.show_details)
        actions.capacity.toggled.connect(self.accounts.show_capacity)
        actions.search.textChanged.connect(self._search)
        actions.search.left.connect(table.setFocus)
        self.accounts.filtered.connect(self._show_filter)
        table.renew_requested.connect(actions.renew.trigger)
        table.menu_requested.connect(actions.context_menu.popup)
        table.selectionModel().selectionChanged.connect(self.update_actions)
        model = self.accounts.model
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self.update_actions)
        table.ticked.connect(self.update_age)

    def _restore(self) -> None:
        fit_screen(self, _SIZE)
        self._memory.restore(self, self.accounts)
        self._show_view()
        self.accounts.table.layout_.mode_changed.connect(self._show_view)

    def _show_view(self) -> None:
        page = self.accounts
        self.actions_.show_view(page.is_compact, page.wants_details, page.wants_capacity)

    def _place(self) -> None:
        self.setWindowTitle(_("LTX Accounts – demo") if self.is_demo else _("LTX Accounts"))
        self.setWindowIcon(self._icons.application())
        # The demo has no settings of its own, never touches the user's, and asks nobody outside.
        for action in (self.actions_.settings, self.actions_.look_for_updates):
            action.setVisible(not self.is_demo)
        self.pages.addWidget(self.accounts)
        central = QWidget()
        self.setCentralWidget(central)
        column = QVBoxLayout(central)
        column.setContentsMargins(0, TIGHT, 0, 0)
        column.setSpacing(APART)
        top = QVBoxLayout()
        top.setContentsMargins(EDGE, 0, EDGE, 0)
        top.setSpacing(NEAR)
        top.addWidget(self.accounts.headline)
        top.addWidget(NoticeStack([self.notice, self.reminder, self.accounts.notice]))
        column.addLayout(top)
        column.addWidget(self.pages, stretch=1)
        bar = give_status_bar(self)
        bar.setSizeGripEnabled(False)
        for label, left, right in ((self._age, EDGE, NEAR), (self.host, NEAR, EDGE)):
            label.setContentsMargins(left, 0, right, NEAR)
            mark_muted(label)
        bar.addWidget(self._age)
        bar.addPermanentWidget(self.host)
        if self.is_demo:
            self.host.setText(_("Demo service on this computer"))
