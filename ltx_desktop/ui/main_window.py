"""The window: shows the accounts or the welcome, and starts what the user asks for."""

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.outcomes import Failure, TokenRefused
from ltx_desktop.services.use_cases import UseCases
from ltx_desktop.ui.accounts.accounts_page import AccountsPage
from ltx_desktop.ui.actions import Actions
from ltx_desktop.ui.dialogs import DIALOG_TASK, Dialogs
from ltx_desktop.ui.dropped import can_be_read, dropped_file
from ltx_desktop.ui.editing import Editing
from ltx_desktop.ui.icons import Icons
from ltx_desktop.ui.notice_bar import NoticeBar, Tone
from ltx_desktop.ui.refreshing import Refreshing
from ltx_desktop.ui.tasks import TaskScope
from ltx_desktop.ui.welcome.welcome_page import WelcomePage
from ltx_desktop.wording.durations import age
from ltx_desktop.wording.failures import failure_notice
from ltx_desktop.wording.keeping import saved_notice
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.outcomes import removed_notice
from ltx_desktop.wording.translation import _

_SAVE = "save connection"


class MainWindow(QMainWindow):
    """`close_requested` is emitted instead of closing; whoever owns the window ends it.

    `notice` is for what concerns the app itself and stays until it is dismissed.
    """

    close_requested = Signal()

    def __init__(
        self,
        use_cases: UseCases,
        scope: TaskScope,
        now: Callable[[], datetime],
        icons: Icons,
        open_demo: Callable[[], bool],
        *,
        is_demo: bool,
    ) -> None:
        super().__init__()
        self._use_cases = use_cases
        self._scope = scope
        self._now = now
        self._icons = icons
        self._dialogs = Dialogs(use_cases, scope, now, icons, self)
        self.actions_ = Actions(self, icons)
        self.accounts = AccountsPage(use_cases, now, icons)
        self.welcome = WelcomePage(icons, open_demo)
        self.notice = NoticeBar(icons)
        self._pages = QStackedWidget()
        self._age = QLabel()
        self._refreshing = Refreshing(
            use_cases,
            scope,
            now,
            self.accounts,
            self.actions_,
            self.statusBar(),
            self._show_accounts,
            self._show_welcome,
        )
        self._editing = Editing(
            use_cases,
            scope,
            now,
            self._dialogs,
            self.accounts,
            self._show_all,
            self._refreshing.start_again,
        )
        self._place(is_demo=is_demo)
        self._connect()
        self._update_actions()
        self._update_age()

    # What happens by itself

    def refresh(self) -> None:
        """Read the accounts from the service, unless that is under way."""
        self._refreshing.start()

    def report(self, error: BaseException) -> None:
        """Say that something failed that should not have; the log has the details."""
        notice = Notice(
            _("Something went wrong inside the app ({kind}).").format(kind=type(error).__name__),
            _("Nothing you typed was lost. The log file has the details."),
        )
        self.notice.show_notice(notice, Tone.ERROR)

    def say_at_start(self, notices: Iterable[Notice]) -> None:
        """Warn of what the start found: a file that was set aside, say."""
        text = "\n".join(map(str, notices))
        if text:
            self.notice.show_notice(Notice(text), Tone.WARNING)

    def show_closing(self) -> None:
        self.statusBar().showMessage(_("Closing…"))
        self.setEnabled(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_requested.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.actions_.paste.isEnabled() and can_be_read(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        path = dropped_file(event.mimeData())
        if path is not None:
            self._editing.paste_file(path)
        else:
            self._editing.paste_text(event.mimeData().text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.actions_.draw_icons()

    # What the user asks for

    def _renew(self) -> None:
        email = self.accounts.table.selected_email()
        if email is not None:
            self._editing.renew(email)

    def _remove(self) -> None:
        email = self.accounts.table.selected_email()
        if email is not None:
            self._scope.start(DIALOG_TASK, self._ask_and_remove(email))

    def _settings(self) -> None:
        self._scope.start(DIALOG_TASK, self._edit_settings())

    async def _ask_and_remove(self, email: str) -> None:
        if await self._dialogs.confirm_removal(email):
            # A task of its own: the next dialog must not end it.
            self._scope.start(f"remove {email}", self._remove_now(email))

    async def _remove_now(self, email: str) -> None:
        self.statusBar().showMessage(_("Removing…"))
        outcome = await self._use_cases.remove(email)
        self.statusBar().clearMessage()
        if isinstance(outcome, Failure):
            self.accounts.say(
                failure_notice(outcome), Tone.ERROR, self._refreshing.way_out(outcome)
            )
        else:
            self.accounts.say(removed_notice(outcome), Tone.OK)

    async def _edit_settings(self) -> None:
        chosen = await self._dialogs.edit_settings()
        if chosen is not None:
            self._scope.start(_SAVE, self._use_connection(*chosen))

    async def _use_connection(self, token: Secret | None, base_url: BaseUrl) -> None:
        saved = await self._use_cases.connection.save(token, base_url)
        if saved.keyring or saved.storage:
            self.notice.show_notice(saved_notice(saved), Tone.WARNING)
        self._refreshing.start_again()

    def _take_token(self, token: Secret) -> None:
        self._scope.start(DIALOG_TASK, self._try_token(token))

    async def _try_token(self, token: Secret) -> None:
        """Refuse a token only if the service does; everything else is said by the table."""
        connection = self._use_cases.connection
        self.welcome.set_busy(True)
        try:
            outcome = await connection.test(token, connection.base_url)
        finally:
            self.welcome.set_busy(False)
        if isinstance(outcome, TokenRefused):
            self.welcome.say(str(failure_notice(outcome)))
            return
        self.welcome.clear()
        self._show_accounts()
        # A task of its own: the next dialog must not end it.
        self._scope.start(_SAVE, self._use_connection(token, connection.base_url))

    # What is shown

    def _show_all(self) -> None:
        self.actions_.search.clear()
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

    def _update_actions(self) -> None:
        ready = self._pages.currentWidget() is self.accounts
        selected = ready and self.accounts.table.selected_email() is not None
        for action in self.actions_.of_accounts:
            action.setEnabled(ready)
        self.actions_.toolbar.setVisible(ready)
        self.actions_.renew.setEnabled(selected)
        self.actions_.remove.setEnabled(selected)

    def _update_age(self) -> None:
        last = self._use_cases.records.last_refresh
        text = _("Read {age}").format(age=age(last, self._now())) if last else ""
        self._age.setText(text)

    def _find(self) -> None:
        self.actions_.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.actions_.search.selectAll()

    def _connect(self) -> None:
        actions, table = self.actions_, self.accounts.table
        actions.connect(
            {
                actions.add: self._editing.add,
                actions.paste: self._editing.paste_clipboard,
                actions.renew: self._renew,
                actions.remove: self._remove,
                actions.refresh: self.refresh,
                actions.find: self._find,
                actions.settings: self._settings,
                actions.quit: self.close_requested.emit,
            }
        )
        actions.search.textChanged.connect(self.accounts.set_search)
        table.renew_requested.connect(actions.renew.trigger)
        table.selectionModel().selectionChanged.connect(self._update_actions)
        self.accounts.model.modelReset.connect(self._update_actions)
        self.accounts.clear_search_requested.connect(actions.search.clear)
        self.accounts.ticked.connect(self._update_age)
        self.welcome.token_entered.connect(self._take_token)

    def _place(self, *, is_demo: bool) -> None:
        title = _("LTX Accounts – demo") if is_demo else _("LTX Accounts")
        self.setWindowTitle(title)
        self.setAcceptDrops(True)
        self.setWindowIcon(self._icons.application())
        # The demo has no settings of its own, and never touches the user's.
        self.actions_.settings.setVisible(not is_demo)
        self._pages.addWidget(self.accounts)
        self._pages.addWidget(self.welcome)
        central = QWidget()
        self.setCentralWidget(central)
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        column.addWidget(self._pages)
        self.statusBar().addPermanentWidget(self._age)
        if is_demo:
            demo = QLabel(_("Demo service on this computer"))
            demo.setContentsMargins(12, 0, 0, 0)
            self.statusBar().addPermanentWidget(demo)
        self.resize(1040, 560)
