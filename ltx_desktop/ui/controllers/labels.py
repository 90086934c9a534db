"""Naming accounts, and forgetting what is known of them."""

from collections.abc import Sequence

from ltx_desktop.services.labels import ForgetAccount, LabelAccount
from ltx_desktop.services.ports import RecordsPort
from ltx_desktop.ui.loop.await_dialog import await_dialog
from ltx_desktop.ui.loop.dialogs import Dialogs
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.ui.widgets.question_box import is_confirmed
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.labels import forget_question, forgotten_notice, labelled_notice
from ltx_desktop.wording.translation import _


class Labelling:
    def __init__(
        self,
        *,
        window: MainWindow,
        records: RecordsPort,
        label: LabelAccount,
        forget: ForgetAccount,
        dialogs: Dialogs,
    ) -> None:
        self._window = window
        self._records = records
        self._label_account = label
        self._forget_account = forget
        self._dialogs = dialogs

    def label(self, emails: Sequence[str]) -> None:
        if len(emails) == 1:
            self._dialogs.start(self._label(emails[0]))

    def forget(self, emails: Sequence[str]) -> None:
        if len(emails) == 1:
            self._dialogs.start(self._forget(emails[0]))

    async def _label(self, email: str) -> None:
        from ltx_desktop.ui.accounts.label_dialog import LabelDialog  # when it is first wanted

        record = self._records.get(email)
        if record is None:
            return
        dialog = LabelDialog(record, self._label_account, self._window)
        await await_dialog(dialog)
        if dialog.outcome and dialog.outcome.storage:
            self._window.accounts.say(labelled_notice(dialog.outcome), Tone.WARNING)

    async def _forget(self, email: str) -> None:
        title = _("Forget this account")
        if await is_confirmed(self._window, title, forget_question(email), _("Forget")):
            storage = self._forget_account(email)
            tone = Tone.WARNING if storage else Tone.OK
            self._window.accounts.say(forgotten_notice(email, storage), tone)
