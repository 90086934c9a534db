"""The API token, the address and the other settings: asked for, tried, and put in force."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.settings import Settings
from ltx_desktop.services.outcomes import NoAddress, TokenRefused
from ltx_desktop.services.use_cases import UseCases
from ltx_desktop.ui.controllers.dialogs import DIALOG_TASK, Dialogs
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.tray.tray import Tray
from ltx_desktop.ui.welcome.welcome_page import WelcomePage
from ltx_desktop.ui.widgets.notice_bar import NoticeBar, Tone
from ltx_desktop.wording.failures import failure_notice
from ltx_desktop.wording.keeping import (
    saved_notice,
    settings_not_kept_notice,
    start_at_login_notice,
)

_SAVE = "save connection"
_FOLLOW = "start at login"


class Connecting:
    def __init__(
        self,
        use_cases: UseCases,
        scope: TaskScope,
        dialogs: Dialogs,
        tray: Tray,
        welcome: WelcomePage,
        notice: NoticeBar,
        show_accounts: Callable[[], None],
        refresh: Callable[[], None],
    ) -> None:
        self._use_cases = use_cases
        self._scope = scope
        self._dialogs = dialogs
        self._tray = tray
        self._welcome = welcome
        self._notice = notice
        self._show_accounts = show_accounts
        self._refresh = refresh

    def start(self) -> None:
        """Where the app was moved, have the next session start it from its new place."""
        self._scope.start(_FOLLOW, self._use_cases.start_at_login.follow())

    def edit_settings(self) -> None:
        self._scope.start(DIALOG_TASK, self._edit_settings(has_tray=self._tray.is_available()))

    def choose_browser(self, emails: Sequence[str]) -> None:
        if len(emails) == 1:
            self._scope.start(DIALOG_TASK, self._choose_browser(emails[0]))

    def take_token(self, token: Secret) -> None:
        """Try a token that was entered on the welcome page."""
        self._scope.start(DIALOG_TASK, self._try_token(token))

    async def _edit_settings(self, *, has_tray: bool) -> None:
        chosen = await self._dialogs.edit_settings(has_tray=has_tray)
        if chosen is not None:
            self._use(chosen.settings)
            reason = self._use_cases.start_at_login.turn(on=chosen.starts_at_login)
            if reason is not None:
                self._notice.show_notice(start_at_login_notice(reason), Tone.WARNING)
            base_url = chosen.settings.base_url
            is_new = chosen.token or base_url != self._use_cases.connection.base_url
            if base_url is not None and is_new:
                self._scope.start(_SAVE, self._use_connection(chosen.token, base_url))

    async def _choose_browser(self, email: str) -> None:
        settings = self._use_cases.preferences.settings
        command = await self._dialogs.ask_browser(email, settings.browsers.get(email, ""))
        if command is None:
            return
        browsers = {**settings.browsers, email: command}
        if not command:
            del browsers[email]
        self._use(replace(settings, browsers=browsers))

    def _use(self, settings: Settings) -> None:
        """Put all but the address in force, which goes together with the token."""
        preferences = self._use_cases.preferences
        wanted = replace(settings, base_url=preferences.settings.base_url)
        reason = preferences.use(wanted)
        if reason is not None:
            self._notice.show_notice(settings_not_kept_notice(reason), Tone.WARNING)

    async def _use_connection(self, token: Secret | None, base_url: BaseUrl) -> None:
        saved = await self._use_cases.connection.save(token, base_url)
        if saved.keyring or saved.storage:
            self._notice.show_notice(saved_notice(saved), Tone.WARNING)
        self._refresh()

    async def _try_token(self, token: Secret) -> None:
        """Refuse a token only if the service does; everything else is said by the table."""
        connection = self._use_cases.connection
        base_url = connection.base_url
        if base_url is None:
            self._welcome.say(str(failure_notice(NoAddress())))
            return
        self._welcome.set_busy(True)
        try:
            outcome = await connection.test(token, base_url)
        finally:
            self._welcome.set_busy(False)
        if isinstance(outcome, TokenRefused):
            self._welcome.say(str(failure_notice(outcome)))
            return
        self._welcome.clear()
        self._show_accounts()
        # A task of its own: the next dialog must not end it.
        self._scope.start(_SAVE, self._use_connection(token, base_url))
