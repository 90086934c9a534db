"""The settings: asked for, and put in force."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from ltx_desktop.domain.settings import Settings
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.services.start_at_login import StartAtLogin
from ltx_desktop.ui.controllers.connection import Connecting
from ltx_desktop.ui.loop.await_dialog import await_dialog
from ltx_desktop.ui.loop.dialogs import Dialogs
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.keeping import settings_not_kept_notice, start_at_login_notice

if TYPE_CHECKING:
    from ltx_desktop.ui.settings.settings_dialog import SettingsDialog

_FOLLOW = "start at login"


class EditingSettings:
    def __init__(
        self,
        *,
        window: MainWindow,
        preferences: Preferences,
        start_at_login: StartAtLogin,
        connecting: Connecting,
        dialogs: Dialogs,
        make_dialog: "Callable[[], SettingsDialog]",
        scope: TaskScope,
    ) -> None:
        self._window = window
        self._preferences = preferences
        self._start_at_login = start_at_login
        self._connecting = connecting
        self._dialogs = dialogs
        self._make_dialog = make_dialog
        self._scope = scope

    def start(self) -> None:
        """Where the app was moved, have the next session start it from its new place."""
        self._scope.start(_FOLLOW, self._start_at_login.follow())

    def edit_settings(self) -> None:
        self._dialogs.start(self._edit_settings())

    def choose_browser(self, emails: Sequence[str]) -> None:
        if len(emails) == 1:
            self._dialogs.start(self._choose_browser(emails[0]))

    async def _edit_settings(self) -> None:
        dialog = self._make_dialog()
        if await await_dialog(dialog) != QDialog.DialogCode.Accepted:
            return
        chosen = dialog.chosen
        self._use(chosen.settings)
        reason = self._start_at_login.turn(on=chosen.starts_at_login)
        if reason is not None:
            self._window.notice.show_notice(start_at_login_notice(reason), Tone.WARNING)
        self._connecting.use(chosen.token, chosen.settings.base_url)

    async def _choose_browser(self, email: str) -> None:
        from ltx_desktop.ui.settings.browser_dialog import BrowserDialog

        before = self._preferences.settings.browsers.get(email, "")
        dialog = BrowserDialog(email, before, self._window)
        if await await_dialog(dialog) != QDialog.DialogCode.Accepted:
            return
        settings = self._preferences.settings
        browsers = {**settings.browsers, email: dialog.command}
        if not dialog.command:
            del browsers[email]
        self._use(replace(settings, browsers=browsers))

    def _use(self, settings: Settings) -> None:
        """Put all but the address in force, which goes together with the token."""
        wanted = replace(settings, base_url=self._preferences.settings.base_url)
        reason = self._preferences.use(wanted)
        if reason is not None:
            self._window.notice.show_notice(settings_not_kept_notice(reason), Tone.WARNING)
