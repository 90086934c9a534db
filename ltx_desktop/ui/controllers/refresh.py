"""Reading the accounts again, and showing how that went."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QStatusBar

from ltx_desktop.services.outcomes import (
    Failure,
    KeyringTrouble,
    NoAddress,
    NoToken,
    Refreshed,
    RefreshOutcome,
    ServiceRetired,
    TokenElsewhere,
    TokenRefused,
    TokenUnavailable,
)
from ltx_desktop.services.use_cases import UseCases
from ltx_desktop.ui.accounts.accounts_page import AccountsPage
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.widgets.notice_bar import Action, Tone
from ltx_desktop.ui.window.actions import Actions
from ltx_desktop.wording.durations import age
from ltx_desktop.wording.failures import failure_notice, offline_age
from ltx_desktop.wording.keeping import keyring_sentence, storage_notice
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.outcomes import no_accounts_notice
from ltx_desktop.wording.stored_data import list_is_empty
from ltx_desktop.wording.translation import _

_TASK = "refresh"
_NO_KEYRING = TokenUnavailable(KeyringTrouble.NONE_HERE)
_MENDED_IN_SETTINGS = NoAddress | NoToken | TokenElsewhere | TokenRefused | ServiceRetired


class Refreshing:
    """`show_welcome` takes a sentence to say there; `show_accounts` shows the table's page.

    `ended` is told how each refresh went, once that is shown.
    """

    def __init__(
        self,
        use_cases: UseCases,
        scope: TaskScope,
        now: Callable[[], datetime],
        page: AccountsPage,
        actions: Actions,
        status: QStatusBar,
        show_accounts: Callable[[], None],
        show_welcome: Callable[[str], None],
        ended: Callable[[RefreshOutcome], None],
    ) -> None:
        self._use_cases = use_cases
        self._scope = scope
        self._now = now
        self._page = page
        self._actions = actions
        self._status = status
        self._show_accounts = show_accounts
        self._show_welcome = show_welcome
        self._ended = ended
        self._said = Notice("")
        self._is_over = False

    @property
    def is_running(self) -> bool:
        """Whether news may still come of a refresh; not any more when `ended` is told of it."""
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
            outcome = await self._use_cases.refresh()
        finally:
            self._status.clearMessage()
            self._actions.set_refreshing(False)
        if isinstance(outcome, Refreshed):
            self._show_refreshed(outcome)
        else:
            self._show_failing(outcome)
        self._is_over = True
        try:
            self._ended(outcome)
        finally:
            self._is_over = False

    def _show_refreshed(self, outcome: Refreshed) -> None:
        self._show_accounts()
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

    def _show_failing(self, failure: Failure) -> None:
        records = self._use_cases.records
        if not records.records() and failure in {NoToken(), _NO_KEYRING}:
            trouble = failure.trouble if isinstance(failure, TokenUnavailable) else None
            self._show_welcome(keyring_sentence(trouble) if trouble else "")
            return
        self._show_accounts()
        self._said = failure_notice(failure)
        if records.last_refresh:
            seen = offline_age(records.last_refresh, age(records.last_refresh, self._now()))
            self._said = Notice(self._said.headline, f"{self._said.detail} {seen}")
        self._page.say(self._said, Tone.ERROR, self.way_out(failure))
