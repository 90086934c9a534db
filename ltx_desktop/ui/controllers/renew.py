"""What a request to renew opens: from the list, the timeline, the tray or a notification."""

from collections.abc import Sequence

from ltx_desktop.domain.urgency import due
from ltx_desktop.services.verdicts import Verdicts
from ltx_desktop.ui.controllers.edit import Editing
from ltx_desktop.ui.controllers.renewal_run import Renewing
from ltx_desktop.ui.loop.dialogs import Dialogs
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.renewal_run import nothing_due_notice


class RenewRequests:
    """An open dialog stays: what stands in it is not thrown away."""

    def __init__(
        self,
        *,
        window: MainWindow,
        verdicts: Verdicts,
        dialogs: Dialogs,
        editing: Editing,
        renewing: Renewing,
    ) -> None:
        self._window = window
        self._verdicts = verdicts
        self._dialogs = dialogs
        self._editing = editing
        self._renewing = renewing

    def renew(self, emails: Sequence[str], token: str = "") -> None:
        """`token` lets the window come to the front, where the system wants one."""
        self._window.come_to_front(token)
        if self._dialogs.is_open:
            return
        if len(emails) == 1:
            self._editing.renew(emails[0])
        elif emails:
            self._renewing.renew(emails)

    def renew_due(self) -> None:
        """Begin with the most urgent of all accounts that are due."""
        self._window.come_to_front()
        if self._dialogs.is_open:
            return
        emails = [one.email for one in due(self._verdicts.judged)]
        if emails:
            self._renewing.renew(emails)
        else:
            self._window.accounts.say(nothing_due_notice(), Tone.OK)
