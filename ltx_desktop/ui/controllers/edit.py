"""Opening the edit dialog for what the user picked or pasted, and telling what came of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.problem import Problem
from ltx_desktop.services.draft_session import DraftSession
from ltx_desktop.services.outcomes import Submitted
from ltx_desktop.services.ports import Now, RecordsPort
from ltx_desktop.ui.loop.await_dialog import await_dialog
from ltx_desktop.ui.loop.dialogs import Dialogs
from ltx_desktop.ui.widgets.clipboard import PastedText
from ltx_desktop.ui.widgets.notice_bar import Action, Tone
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.outcomes import other_account_sentence, submitted_notice
from ltx_desktop.wording.translation import _

if TYPE_CHECKING:
    from ltx_desktop.ui.edit.edit_dialog import EditDialog
    from ltx_desktop.ui.edit.paste_reading import Pasted

    MakeEditDialog = Callable[[AccountRecord | None], EditDialog]


class Editing:
    """Adds an account, or renews one."""

    def __init__(
        self,
        *,
        window: MainWindow,
        records: RecordsPort,
        draft: DraftSession,
        dialogs: Dialogs,
        make_dialog: "MakeEditDialog",
        refresh: Callable[[], None],
        now: Now,
    ) -> None:
        self._window = window
        self._page = window.accounts
        self._records = records
        self._draft = draft
        self._dialogs = dialogs
        self._make_dialog = make_dialog
        self._refresh = refresh
        self._now = now

    def add(self) -> None:
        self._start(None)

    def renew(self, email: str) -> None:
        record = self._records.get(email)
        if record is not None:
            self._start(record)

    def paste_clipboard(self) -> None:
        """Open the account that the clipboard's cookies belong to."""
        self._dialogs.start(self._paste(QGuiApplication.clipboard().text()))

    def paste_first(self, files: Sequence[Path]) -> None:
        self._dialogs.start(self._read_and_paste(files))

    def paste_text(self, text: str) -> None:
        self._dialogs.start(self._paste(text))

    def _start(self, record: AccountRecord | None) -> None:
        self._dialogs.start(self._edit(record))

    async def _read_and_paste(self, files: Sequence[Path]) -> None:
        text = await self._draft.reader.file(files[0])
        from ltx_desktop.wording.problems import problem_sentence  # with the readers
        from ltx_desktop.wording.recognition import left_out_sentence

        left_out = left_out_sentence(files)
        if isinstance(text, Problem):
            self._page.say(Notice(problem_sentence(text), left_out), Tone.WARNING)
        else:
            await self._paste(text, left_out)

    async def _paste(self, text: str, left_out: str = "") -> None:
        paste = await self._draft.reader.text(text)
        if not paste.cookies.keys() & set(COOKIE_NAMES):
            from ltx_desktop.wording.recognition import recognition

            self._page.say(Notice(recognition(paste), left_out), Tone.WARNING)
            return
        owner = self._draft(paste.cookies).owner
        record = owner.record
        selected = self._page.table.selected_rows()
        if record is None and owner.email is None and len(selected) == 1:
            record = selected[0].record
        from ltx_desktop.ui.edit.paste_reading import Pasted  # with the dialog

        await self._edit(record, Pasted(text, paste, left_out))

    async def _edit(self, record: AccountRecord | None, pasted: "Pasted | None" = None) -> None:
        dialog = self._make_dialog(record)
        if pasted:
            dialog.paste(pasted)
        await await_dialog(dialog)
        if dialog.outcome is not None:
            self._window.show_all_accounts()
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
