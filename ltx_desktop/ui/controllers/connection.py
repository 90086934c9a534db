"""The API token and the address: tried, and put in force together."""

from collections.abc import Callable

from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.outcomes import NoAddress, TokenRefused
from ltx_desktop.ui.loop.dialogs import Dialogs
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.welcome.welcome_page import WelcomePage
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.failures import failure_notice
from ltx_desktop.wording.keeping import saved_notice

_SAVE = "save connection"


class Connecting:
    def __init__(
        self,
        *,
        window: MainWindow,
        welcome: WelcomePage,
        connection: Connection,
        dialogs: Dialogs,
        scope: TaskScope,
        refresh: Callable[[], None],
    ) -> None:
        self._window = window
        self._welcome = welcome
        self._connection = connection
        self._dialogs = dialogs
        self._scope = scope
        self._refresh = refresh

    def take_token(self, token: Secret) -> None:
        """Try a token that was entered on the welcome page."""
        self._dialogs.start(self._try_token(token))

    def use(self, token: Secret | None, base_url: BaseUrl | None) -> None:
        """Put a token (None: the one in use) and an address in force, if either is new."""
        if base_url is not None and (token or base_url != self._connection.base_url):
            # A task of its own: the next dialog must not end it.
            self._scope.start(_SAVE, self._save(token, base_url))

    async def _save(self, token: Secret | None, base_url: BaseUrl) -> None:
        saved = await self._connection.save(token, base_url)
        if saved.keyring or saved.storage:
            self._window.notice.show_notice(saved_notice(saved), Tone.WARNING)
        self._refresh()

    async def _try_token(self, token: Secret) -> None:
        """Refuse a token only if the service does; the table reports everything else."""
        base_url = self._connection.base_url
        if base_url is None:
            self._welcome.say(str(failure_notice(NoAddress())))
            return
        self._welcome.set_busy(True)
        try:
            outcome = await self._connection.test(token, base_url)
        finally:
            self._welcome.set_busy(False)
        if isinstance(outcome, TokenRefused):
            self._welcome.say(str(failure_notice(outcome)))
            return
        self._welcome.clear()
        self._window.show_accounts()
        self.use(token, base_url)
