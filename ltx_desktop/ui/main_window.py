"""The window: shows the accounts or the welcome, and starts what the user asks for."""

import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ltx_desktop.services.clock import Clock
from ltx_desktop.services.outcomes import Refreshed, RefreshOutcome
from ltx_desktop.services.use_cases import UseCases
from ltx_desktop.ui.accounts.account_filter import AccountFilter
from ltx_desktop.ui.accounts.accounts_page import AccountsPage
from ltx_desktop.ui.actions import Actions
from ltx_desktop.ui.browser import Browser, OpenPage
from ltx_desktop.ui.connecting import Connecting
from ltx_desktop.ui.copying import Copying
from ltx_desktop.ui.dialogs import Dialogs
from ltx_desktop.ui.dropped import Drops
from ltx_desktop.ui.editing import Editing
from ltx_desktop.ui.heartbeat import Heartbeat
from ltx_desktop.ui.help_menu import HelpMenu
from ltx_desktop.ui.icons import Icons
from ltx_desktop.ui.looking import Looking
from ltx_desktop.ui.notice_bar import NoticeBar, Tone
from ltx_desktop.ui.refreshing import Refreshing
from ltx_desktop.ui.removing import Removing
from ltx_desktop.ui.renewal_run.renewing import Renewing
from ltx_desktop.ui.tasks import TaskScope
from ltx_desktop.ui.watching import Watching, take_activation_token
from ltx_desktop.ui.welcome.welcome_page import WelcomePage
from ltx_desktop.ui.window_memory import WindowMemory
from ltx_desktop.wording.clock import clock_notice
from ltx_desktop.wording.crash import crash_notice
from ltx_desktop.wording.durations import age
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _


class MainWindow(QMainWindow):
    """`close_requested` is emitted instead of closing; whoever owns the window ends it.

    `notice` is for what concerns the app itself and stays until it is dismissed. Nothing is
    watched before `start`.
    """

    close_requested = Signal()

    def __init__(
        self,
        use_cases: UseCases,
        scope: TaskScope,
        clock: Clock,
        icons: Icons,
        memory: WindowMemory,
        open_demo: Callable[[], bool],
        open_page: OpenPage,
        *,
        is_demo: bool,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._use_cases = use_cases
        self._clock = clock
        self._icons = icons
        self._memory = memory
        self._said_of_clock = Notice("")
        self.actions_ = Actions(self, icons)
        heartbeat = Heartbeat(clock.system, monotonic, self)
        heartbeat.jumped.connect(clock.forget)
        self.accounts = AccountsPage(use_cases, clock, icons, heartbeat)
        self.welcome = WelcomePage(icons, open_demo)
        self.notice = NoticeBar(icons)
        self.reminder = NoticeBar(icons)
        self._pages = QStackedWidget()
        self._age = QLabel()
        page, status = self.accounts, self.statusBar()
        browser = Browser(use_cases.preferences, open_page)
        dialogs = self._dialogs = Dialogs(use_cases, scope, clock, icons, self)
        self.watching = Watching(
            *(use_cases, scope, clock, heartbeat, icons, self.reminder),
            self.refresh,
            is_refreshing=lambda: self._refreshing.is_running,
            is_demo=is_demo,
        )
        self._refreshing = Refreshing(
            *(use_cases, scope, clock, page, self.actions_, status),
            self._show_accounts,
            self._show_welcome,
            self._refreshed,
        )
        again = self._refreshing.start_again
        self._editing = Editing(use_cases, scope, clock, dialogs, page, self._show_all, again)
        self._renewing = Renewing(use_cases, scope, clock, dialogs, browser, page, again)
        way_out = self._refreshing.way_out
        self._removing = Removing(use_cases, scope, dialogs, page, status, way_out)
        self._looking = Looking(use_cases, scope, page, status, way_out)
        self._copying = Copying(use_cases, scope, clock, dialogs, page, status)
        self._connecting = Connecting(
            *(use_cases, scope, dialogs, self.watching.tray, self.welcome, self.notice),
            self._show_accounts,
            again,
        )
        self._help = HelpMenu(self, scope, dialogs)
        self._place(is_demo=is_demo)
        self._connect()
        self._update_actions()
        self._update_age()
        self._restore()

    # What happens by itself

    def start(self) -> None:
        """Read the accounts and watch them: the window is on the screen."""
        self.watching.start()
        self.refresh()

    def refresh(self) -> None:
        """Read the accounts from the service, unless that is under way."""
        self._refreshing.start()

    def report(self, error: BaseException, report: str) -> None:
        """Say that something failed that should not have; `report` is for who wants to know."""
        details = partial(self._dialogs.open_crash, report)
        self.notice.show_notice(crash_notice(error), Tone.ERROR, (_("Details…"), details))

    def say_at_start(self, notices: Iterable[Notice]) -> None:
        """Warn of what the start found: a file that was set aside, say."""
        if text := "\n".join(map(str, notices)):
            self.notice.show_notice(Notice(text), Tone.WARNING)

    def show_closing(self) -> None:
        self._memory.save(self, self.accounts)
        self.statusBar().showMessage(_("Closing…"))
        self.setEnabled(False)

    def come_to_front(self, token: str = "") -> None:
        """`token` is what a click elsewhere gave for that, where the system wants one."""
        take_activation_token(token)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        if self._use_cases.preferences.settings.close_to_tray and self.watching.tray.is_available():
            self.hide()
        else:
            self.close_requested.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_whether_shown()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tell_whether_shown()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.actions_.draw_icons()
        elif event.type() is QEvent.Type.WindowStateChange:
            self._tell_whether_shown()

    def _tell_whether_shown(self) -> None:
        self.watching.set_shown(self.isVisible() and not self.isMinimized())

    def _tray_came_or_went(self, there: bool) -> None:
        if not there and not self.isVisible():
            self.show()

    def _refreshed(self, outcome: RefreshOutcome) -> None:
        if isinstance(outcome, Refreshed):
            self.notice.take_back(self._said_of_clock)
            if outcome.clock_skew is not None:
                self._said_of_clock = clock_notice(outcome.clock_skew)
                self.notice.show_notice(self._said_of_clock, Tone.WARNING)
        self.watching.refreshed(outcome)

    # What the user asks for

    def _renew(self, emails: Sequence[str], token: str = "") -> None:
        """What stands in an open dialog is not thrown away for what tray or reminder ask for."""
        self.come_to_front(token)
        if self._dialogs.is_open:
            return
        if len(emails) == 1:
            self._editing.renew(emails[0])
        elif emails:
            self._renewing.renew(emails)

    def _renew_due(self) -> None:
        self.come_to_front()
        if not self._dialogs.is_open:
            self._renewing.renew_due()

    # What is shown

    def _show_all(self) -> None:
        self.accounts.filter(AccountFilter())
        self._show_accounts()

    def _show_accounts(self) -> None:
        if self._pages.currentWidget() is not self.accounts:
            self._pages.setCurrentWidget(self.accounts)
            self.accounts.table.setFocus()
        self._update_actions()
        self._update_age()

    def _show_welcome(self, sentence: str) -> None:
        self._pages.setCurrentWidget(self.welcome)
        self.welcome.say(sentence)
        self._update_actions()

    def _show_filter(self, wanted: AccountFilter) -> None:
        if self.actions_.search.text().strip() != wanted.text:
            self.actions_.search.setText(wanted.text)

    def _update_actions(self) -> None:
        ready = self._pages.currentWidget() is self.accounts
        self.actions_.enable(ready, len(self.accounts.table.selected_rows()) if ready else 0)

    def _update_age(self) -> None:
        last = self._use_cases.records.last_refresh
        text = _("Read {age}").format(age=age(last, self._clock())) if last else ""
        self._age.setText(text)

    def _connect(self) -> None:
        actions, table, watching = self.actions_, self.accounts.table, self.watching
        actions.connect(
            {
                actions.add: self._editing.add,
                actions.paste: self._editing.paste_clipboard,
                actions.renew: lambda: self._renew(table.selected_emails()),
                actions.renew_due: self._renew_due,
                actions.remove: lambda: self._removing.remove(table.selected_emails()),
                actions.look: lambda: self._looking.look(table.selected_emails()),
                actions.browser: lambda: self._connecting.choose_browser(table.selected_emails()),
                actions.refresh: self.refresh,
                actions.find: actions.focus_search,
                actions.zoom_in: self.accounts.timeline.zoom_in,
                actions.zoom_out: self.accounts.timeline.zoom_out,
                actions.zoom_reset: self.accounts.timeline.reset_zoom,
                actions.columns: lambda: table.show_column_menu(QPoint(0, 0)),
                actions.settings: self._connecting.edit_settings,
                actions.quit: self.close_requested.emit,
            }
        )
        self._copying.connect_to(actions)
        actions.timeline.toggled.connect(self.accounts.show_timeline)
        self.accounts.timeline.renew_requested.connect(lambda email: self._renew([email]))
        actions.search.textChanged.connect(self.accounts.search)
        self.accounts.filtered.connect(self._show_filter)
        table.renew_requested.connect(actions.renew.trigger)
        table.menu_requested.connect(actions.context_menu.popup)
        table.selectionModel().selectionChanged.connect(self._update_actions)
        self.accounts.model.modelReset.connect(self._update_actions)
        table.ticked.connect(self._update_age)
        self.welcome.token_entered.connect(self._connecting.take_token)
        self._connecting.settings_changed.connect(self.accounts.settings_changed)
        self._connecting.settings_changed.connect(watching.settings_changed)
        watching.renew_requested.connect(self._renew)
        watching.tray.open_requested.connect(self.come_to_front)
        watching.tray.renew_run_requested.connect(self._renew_due)
        watching.tray.refresh_requested.connect(self.refresh)
        watching.tray.quit_requested.connect(self.close_requested)
        watching.tray.came_or_went.connect(self._tray_came_or_went)

    def _restore(self) -> None:
        self.resize(1180, 760)
        self._memory.restore(self, self.accounts)
        self.actions_.timeline.setChecked(self.accounts.wants_timeline)

    def _place(self, *, is_demo: bool) -> None:
        self.setWindowTitle(_("LTX Accounts – demo") if is_demo else _("LTX Accounts"))
        Drops(
            self, self.actions_.paste.isEnabled, self._editing.paste_file, self._editing.paste_text
        )
        self.setWindowIcon(self._icons.application())
        # The demo has no settings of its own, and never touches the user's.
        self.actions_.settings.setVisible(not is_demo)
        self._pages.addWidget(self.accounts)
        self._pages.addWidget(self.welcome)
        central = QWidget()
        self.setCentralWidget(central)
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.reminder)
        column.addWidget(self._pages)
        self.statusBar().addPermanentWidget(self._age)
        if is_demo:
            demo = QLabel(_("Demo service on this computer"))
            demo.setContentsMargins(12, 0, 0, 0)
            self.statusBar().addPermanentWidget(demo)
