"""Reading the accounts again, and showing how that went."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from ltx_desktop.services.clock import Skew
from ltx_desktop.services.outcomes import (
    Failure,
    KeyringTrouble,
    NoAddress,
    NoToken,
    Refreshed,
    ServiceRetired,
    TokenElsewhere,
    TokenRefused,
    TokenUnavailable,
)
from ltx_desktop.services.ports import RecordsPort
from ltx_desktop.services.refresh import RefreshAccounts
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.welcome.welcome_page import WelcomePage
from ltx_desktop.ui.widgets.notice_bar import Action, Tone
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.clock import clock_notice
from ltx_desktop.wording.durations import age
from ltx_desktop.wording.failures import failure_notice, offline_age
from ltx_desktop.wording.history import died_early_notice
from ltx_desktop.wording.keeping import keyring_sentence, storage_notice
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.outcomes import no_accounts_notice
from ltx_desktop.wording.stored_data import list_is_empty
from ltx_desktop.wording.translation import _

_TASK = "refresh"
_NO_KEYRING = TokenUnavailable(KeyringTrouble.NONE_HERE)
_MENDED_IN_SETTINGS = NoAddress | NoToken | TokenElsewhere | TokenRefused | ServiceRetired


class Refreshing(QObject):
    """`ended` carries the outcome of each refresh, once it is shown."""

    ended = Signal(object)

    def __init__(
        self,
        *,
        window: MainWindow,
        welcome: WelcomePage,
        refresh: RefreshAccounts,
        records: RecordsPort,
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._page = window.accounts
        self._actions = window.actions_
        self._status = window.statusBar()
        self._welcome = welcome
        self._refresh = refresh
        self._records = records
        self._scope = scope
        self._now = now
        self._said = Notice("")
        self._said_of_clock = Notice("")
        self._is_over = False

    @property
    def is_running(self) -> bool:
        """Whether news may still come of a refresh; no longer when `ended` is emitted."""
        return self._scope.is_running(_TASK) and not self._is_over

    def start(self) -> None:
        """Read the accounts, unless that is under way."""
        if not self._scope.is_running(_TASK):
            self._scope.start(_TASK, self._run())

    def start_again(self) -> None:
        """Read the accounts even if that is under way: the token or address has changed."""
        self._scope.cancel(_TASK)
        self.start()

    def way_out(self, failure: Failure) -> Action:
        """What can be done about a failure: a button's label and what it does."""
        settings = self._actions.settings
        is_for_settings = isinstance(failure, _MENDED_IN_SETTINGS) or failure == _NO_KEYRING
        if is_for_settings and settings.isVisible():
            return _("Settings…"), settings.trigger
        return _("Try again"), self.start

    async def _run(self) -> None:
        self._status.showMessage(_("Refreshing…"))
        self._actions.set_refreshing(True)
        try:
            outcome = await self._refresh()
        finally:
            self._status.clearMessage()
            self._actions.set_refreshing(False)
        if isinstance(outcome, Refreshed):
            self._show_refreshed(outcome)
        else:
            self._show_failing(outcome)
        self._is_over = True
        try:
            self.ended.emit(outcome)
        finally:
            self._is_over = False

    def _show_refreshed(self, outcome: Refreshed) -> None:
        self._window.show_accounts()
        self._page.explain_empty(
            no_accounts_notice(), (_("Add account…"), self._actions.add.trigger)
        )
        self._page.notice.take_back(self._said)
        self._page.show_capacities(outcome.capacities)
        if outcome.is_emptied:
            self._said = list_is_empty()
            self._page.say(self._said, Tone.WARNING, (_("Refresh"), self.start))
        if outcome.storage:
            self._page.say(storage_notice(outcome.storage), Tone.WARNING)
        if outcome.died_early:
            self._window.notice.show_notice(died_early_notice(outcome.died_early), Tone.WARNING)
        self._show_clock_skew(outcome.clock_skew)

    def _show_clock_skew(self, skew: Skew | None) -> None:
        notice = self._window.notice
        notice.take_back(self._said_of_clock)
        if skew is not None:
            self._said_of_clock = clock_notice(skew)
            notice.show_notice(self._said_of_clock, Tone.WARNING)
        # What time it is may have been learned only now.
        self._page.table.tick()

    def _show_failing(self, failure: Failure) -> None:
        records = self._records
        if not records.records() and failure in {NoToken(), _NO_KEYRING}:
            trouble = failure.trouble if isinstance(failure, TokenUnavailable) else None
            self._welcome.say(keyring_sentence(trouble) if trouble else "")
            self._window.show_page(self._welcome)
            return
        self._window.show_accounts()
        self._said = failure_notice(failure)
        if records.last_refresh:
            seen = offline_age(records.last_refresh, age(records.last_refresh, self._now()))
            self._said = Notice(self._said.headline, f"{self._said.detail} {seen}")
        self._page.say(self._said, Tone.ERROR, self.way_out(failure))
