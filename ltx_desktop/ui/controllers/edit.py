"""Opening the edit dialog for what the user picked or pasted, and telling what came of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.problem import Problem
from ltx_desktop.services.outcomes import Submitted
from ltx_desktop.services.ports import Now
from ltx_desktop.services.use_cases import UseCases
from ltx_desktop.ui.accounts.accounts_page import AccountsPage
from ltx_desktop.ui.controllers.dialogs import DIALOG_TASK, Dialogs
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.widgets.clipboard import PastedText
from ltx_desktop.ui.widgets.notice_bar import Action, Tone
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.outcomes import other_account_sentence, submitted_notice
from ltx_desktop.wording.translation import _

if TYPE_CHECKING:
    from ltx_desktop.ui.edit.edit_dialog import EditDialog
    from ltx_desktop.ui.edit.paste_reading import Pasted


class Editing:
    """One dialog at a time; `before_telling` brings the table to where the account can be seen."""

    def __init__(
        self,
        use_cases: UseCases,
        scope: TaskScope,
        now: Now,
        dialogs: Dialogs,
        page: AccountsPage,
        before_telling: Callable[[], None],
        refresh: Callable[[], None],
    ) -> None:
        self._use_cases = use_cases
        self._scope = scope
        self._now = now
        self._dialogs = dialogs
        self._page = page
        self._before_telling = before_telling
        self._refresh = refresh

    def add(self) -> None:
        self._start(None)

    def renew(self, email: str) -> None:
        record = self._use_cases.records.get(email)
        if record is not None:
            self._start(record)

    def paste_clipboard(self) -> None:
        """Open the account that the clipboard's cookies belong to."""
        self._scope.start(DIALOG_TASK, self._paste(QGuiApplication.clipboard().text()))

    def paste_first(self, files: Sequence[Path]) -> None:
        self._scope.start(DIALOG_TASK, self._read_and_paste(files))

    def paste_text(self, text: str) -> None:
        self._scope.start(DIALOG_TASK, self._paste(text))

    def _start(self, record: AccountRecord | None) -> None:
        self._scope.start(DIALOG_TASK, self._edit(record))

    async def _read_and_paste(self, files: Sequence[Path]) -> None:
        text = await self._use_cases.read_paste.file(files[0])
        from ltx_desktop.wording.problems import problem_sentence  # with the readers
        from ltx_desktop.wording.recognition import left_out_sentence

        left_out = left_out_sentence(files)
        if isinstance(text, Problem):
            self._page.say(Notice(problem_sentence(text), left_out), Tone.WARNING)
        else:
            await self._paste(text, left_out)

    async def _paste(self, text: str, left_out: str = "") -> None:
        paste = await self._use_cases.read_paste.text(text)
        if not paste.cookies.keys() & set(COOKIE_NAMES):
            from ltx_desktop.wording.recognition import recognition

            self._page.say(Notice(recognition(paste), left_out), Tone.WARNING)
            return
        owner = self._use_cases.draft(paste.cookies).owner
        record = owner.record
        selected = self._page.table.selected_rows()
        if record is None and owner.email is None and len(selected) == 1:
            record = selected[0].record
        from ltx_desktop.ui.edit.paste_reading import Pasted  # with the dialog

        await self._edit(record, Pasted(text, paste, left_out))

    async def _edit(self, record: AccountRecord | None, pasted: "Pasted | None" = None) -> None:
        dialog = await self._dialogs.edit(record, pasted)
        if dialog.outcome is not None:
            self._before_telling()
            self._tell(dialog, dialog.outcome)
        elif dialog.may_have_sent:
            self._refresh()

    def _tell(self, dialog: "EditDialog", outcome: Submitted) -> None:
        notice = submitted_notice(outcome, self._now())
        email = outcome.record.email
        failed = outcome.renewal(self._now()).failed
        fine = not failed and outcome.read_back and outcome.storage is None
        if dialog.meant and dialog.meant.email != email:
            other = other_account_sentence(dialog.meant.email, email)
            notice = Notice(notice.headline, f"{notice.detail} {other}")
            fine = False
        self._page.say(notice, Tone.OK if fine else Tone.WARNING, self._next_step(dialog, outcome))
        self._page.table.select_email(email)
        self._page.table.setFocus()

    def _next_step(self, dialog: "EditDialog", outcome: Submitted) -> Action | None:
        """What mends a renewal that did not work; else the paste may be cleared away."""
        email = outcome.record.email
        if outcome.renewal(self._now()).failed:
            return _("Renew again…"), lambda: self.renew(email)
        if not outcome.read_back:
            return _("Refresh"), self._refresh
        pasted = dialog.pasted
        if pasted.is_in_clipboard():
            return _("Clear the clipboard"), lambda: self._clear_clipboard(pasted)
        return None

    def _clear_clipboard(self, pasted: PastedText) -> None:
        if pasted.clear_clipboard():
            self._page.say(Notice(_("The clipboard was cleared.")), Tone.OK)
        else:
            said = _("There is something else in the clipboard by now; it was left alone.")
            self._page.say(Notice(said), Tone.INFO)
