"""Add or renew an account: paste, see the verdicts and the forecast, submit."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.draft import Answers, Draft, Question
from ltx_desktop.domain.paste import Paste
from ltx_desktop.domain.problem import Problem
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.draft_session import DraftSession
from ltx_desktop.services.outcomes import (
    AlreadySent,
    ChangedMeanwhile,
    NotConfirmed,
    NotSent,
    Rejected,
    SubmitOutcome,
    Submitted,
)
from ltx_desktop.ui.edit.edit_form import EditForm
from ltx_desktop.ui.edit.paste_reading import PAUSE, Pasted, PasteReading, is_usable, tone_of
from ltx_desktop.ui.edit.questions import Questions
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.widgets.announce import announce
from ltx_desktop.ui.widgets.clipboard import PastedText
from ltx_desktop.ui.widgets.growing_dialog import GrowingDialog
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.wording.failures import failure_notice, refused_cookies_notice
from ltx_desktop.wording.outcomes import (
    changed_meanwhile_notice,
    not_confirmed_notice,
    stopped_notice,
)
from ltx_desktop.wording.recognition import offer, recognition
from ltx_desktop.wording.translation import _

Send = Callable[[Draft, int, AccountRecord | None], Coroutine[object, object, SubmitOutcome]]

_SUBMIT = "submit"


class EditDialog(GrowingDialog):
    """Stays open with everything that was typed until a submit has succeeded.

    `outcome` is the success that closed it, `meant` the account it was last about (None: a new
    one); `may_have_sent` tells whether a request was begun, so that the list should be read again
    even if the dialog was cancelled.
    """

    def __init__(
        self,
        *,
        send: Send,
        draft: DraftSession,
        scope: TaskScope,
        now: Callable[[], datetime],
        icons: Icons,
        renewing: AccountRecord | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.outcome: Submitted | None = None
        self.meant = renewing
        self.may_have_sent = False
        self._send_to_service = send
        self._make_draft = draft
        self._scope = scope
        self._now = now
        self._asked = False
        self._paste: Paste | None = None
        self._answers = Answers()
        self._offered: Mapping[str, Secret] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self.form = EditForm(self, icons)
        self._questions = Questions(self.form.owner_bar, self.form.doubt_bar)
        self._reading = PasteReading(self.form.paste_box, draft.reader, scope)
        self._draft = draft({}, None, renewing)
        self.form.set_target(renewing, self._draft.max_jobs)
        self._connect()

    @property
    def is_sending(self) -> bool:
        return self._scope.is_running(_SUBMIT)

    @property
    def pasted(self) -> PastedText:
        """The text that was last pasted as a whole."""
        return self._reading.pasted

    def paste(self, pasted: Pasted) -> None:
        """Take a text that was read, as if it came from the clipboard."""
        self._reading.take(pasted)

    def submit(self) -> None:
        """Send what stands in the fields, unless that is under way or must be refused."""
        if self.is_sending:
            return
        if self._reading.is_running:
            self._reading.send_when_read()
            return
        self._asked = True
        self._check()
        if self._draft.is_refused:
            self._focus_first(self._draft.problems)
            return
        if self._draft.question:
            self._questions.focus()
            return
        self._reading.stop()
        self.form.set_busy(True)
        self.may_have_sent = True
        self._answers = replace(self._answers, again=None)
        self._scope.start(_SUBMIT, self._send(self._draft, self.form.max_jobs.value()))

    def reject(self) -> None:
        """Esc and Cancel: stop the request if there is one, else close."""
        if self.is_sending:
            self._scope.cancel(_SUBMIT)
            self.form.set_busy(False)
            self.form.say(stopped_notice())
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V replaces the paste also where a button has the focus, as after a paste."""
        if event.matches(QKeySequence.StandardKey.Paste) and not self.is_sending:
            self.form.paste_box.paste_over()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Leave nothing running and nothing readable behind."""
        self._pause.stop()
        self._scope.cancel(_SUBMIT)
        self._reading.stop()
        self.form.forget()
        super().done(result)

    # Reading

    def _take(self, paste: Paste, in_one_go: bool, sends: bool) -> None:
        """Say what it is, and fill the fields unless all of it must be refused."""
        good = is_usable(paste)
        kept = "" if good or not self._values() else _("The fields keep what they held before.")
        if good:
            self._fill(paste)
            self._draft_again()
        said = [recognition(paste, self._draft.last_lengths), kept, self._reading.left_out]
        self._say(" ".join(filter(None, said)), tone_of(paste))
        self._offered = paste.offered
        self.form.offer(offer(paste))
        if good:
            self._show_draft()
            if in_one_go:
                self._go_on()
            if sends:
                self.submit()

    def _say(self, text: str, tone: Tone = Tone.INFO) -> None:
        self.form.recognise(text, tone)
        self.form.offer("")
        announce(self.form.paste_box, text)

    def _fill(self, paste: Paste) -> None:
        """Take over a paste; what an earlier one left is never mixed with it."""
        self._asked = True
        self._paste = paste
        for row in self.form.rows:
            value = paste.cookies.get(row.name)
            if value is not None:
                row.field.set_text(value.reveal())
            elif not row.field.was_typed():
                row.field.clear()
        if paste.max_jobs is not None:
            self.form.max_jobs.setValue(paste.max_jobs)

    def _accept_offer(self) -> None:
        for row in self.form.rows:
            if row.name in self._offered:
                row.field.set_text(self._offered[row.name].reveal())
        self._say(_("Done; nothing else was changed."), Tone.OK)
        self._check()
        self._go_on()

    def _go_on(self) -> None:
        """After a good paste the next key is Return."""
        if self._draft.question:
            self._questions.focus()
        elif not self._draft.is_refused:
            # Who pastes by keys sees where the next one goes: Qt shows the focus for this reason.
            self.form.submit_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _values(self) -> dict[str, Secret]:
        return {row.name: value for row in self.form.rows if (value := row.value())}

    # Checking

    def _check(self) -> None:
        self._draft_again()
        self._show_draft()

    def _draft_again(self) -> None:
        self._pause.stop()
        self._draft = self._make_draft(self._values(), self._paste, self.meant, self._answers)

    def _show_draft(self) -> None:
        draft = self._draft
        for row in self.form.rows:
            before = row.verdict()
            row.judge(draft.problems, asked=self._asked)
            if row.verdict() != before:
                announce(row.field.line(), row.verdict())
        self.form.clear_notice()
        self._questions.ask(draft)
        self.form.foretell(draft, self._now())

    def _doubt_answered(self) -> None:
        if self._reading.is_running:
            return  # another session takes the place of the one that was asked about
        self._answers = self._draft.agreed()
        if self._draft.question is Question.SENT_BEFORE:
            self.submit()
        else:
            self._check()
            self._go_on()

    def _change_account(self, record: AccountRecord | None) -> None:
        self.meant = record
        self._check()
        self.form.set_target(record, self._draft.max_jobs)
        self._go_on()

    # Sending

    async def _send(self, draft: Draft, max_jobs: int) -> None:
        try:
            outcome = await self._send_to_service(draft, max_jobs, self.meant)
        except Exception:
            # A bug, reported by the scope. After a cancellation the dialog may be gone.
            self.form.set_busy(False)
            raise
        self.form.set_busy(False)
        self._finish(outcome)

    def _finish(self, outcome: SubmitOutcome) -> None:
        match outcome:
            case Submitted():
                self.outcome = outcome
                self.accept()
            case NotConfirmed():
                self.form.say(not_confirmed_notice(outcome))
                self.form.paste_box.setFocus()
            case ChangedMeanwhile(record):
                # Seen now: the next Return sends.
                self.meant = record
                notice = changed_meanwhile_notice(outcome, self._now())
                self.form.say(notice, Tone.WARNING)
            case NotSent(problems):
                self._focus_first(problems)
            case AlreadySent():
                self._check()
                self._go_on()
            case Rejected(fields=fields):
                self.form.say(refused_cookies_notice(outcome))
                if set(fields) & set(COOKIE_NAMES):
                    self.form.blame(fields)
            case _:
                self.form.say(failure_notice(outcome))

    def _focus_first(self, problems: tuple[Problem, ...]) -> None:
        wrong = {problem.field for problem in problems}
        row = next((row for row in self.form.rows if row.name in wrong), self.form.rows[0])
        if any(self._values()):
            row.field.focus()
        else:
            self.form.paste_box.setFocus()
            self._say(_("Paste the cookies here first."))

    def _connect(self) -> None:
        form = self.form
        form.paste_box.entered.connect(self.submit)
        self._reading.read.connect(self._take)
        self._reading.said.connect(self._say)
        form.offer_button.clicked.connect(self._accept_offer)
        form.owner_bar.chosen.connect(self._change_account)
        form.doubt_bar.answered.connect(self._doubt_answered)
        for row in form.rows:
            row.field.text_changed.connect(self._pause.start)
            row.field.text_changed.connect(self._reading.keep_back)
        self._pause.timeout.connect(self._check)
        form.submit_button.clicked.connect(self.submit)
        form.cancel_button.clicked.connect(self.reject)
