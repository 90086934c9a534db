"""Add or renew an account: paste, see the verdicts and the forecast, submit."""

from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime

from PySide6.QtWidgets import QWidget

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.cookies import COOKIE_NAMES, check_session, refused
from ltx_desktop.domain.jwt import read_claims
from ltx_desktop.domain.paste import Paste, PasteFormat, read_paste
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.outcomes import (
    Failure,
    NotConfirmed,
    NotSent,
    Rejected,
    SubmitOutcome,
    Submitted,
)
from ltx_desktop.ui.edit.edit_form import EditForm
from ltx_desktop.ui.growing_dialog import GrowingDialog
from ltx_desktop.ui.icons import Icons
from ltx_desktop.ui.tasks import TaskScope
from ltx_desktop.wording.failures import failure_notice
from ltx_desktop.wording.forecast import forecast
from ltx_desktop.wording.outcomes import not_confirmed_notice, stopped_notice
from ltx_desktop.wording.problems import problem_sentence, service_misses
from ltx_desktop.wording.recognition import recognition
from ltx_desktop.wording.translation import _

Send = Callable[[Mapping[str, Secret], int], Coroutine[object, object, SubmitOutcome]]

_TASK = "submit"


class EditDialog(GrowingDialog):
    """Stays open with everything that was typed until a submit has succeeded.

    `outcome` is the success that closed it; `may_have_sent` tells whether a request was begun,
    so that the list should be read again even if the dialog was cancelled.
    """

    def __init__(
        self,
        send: Send,
        scope: TaskScope,
        now: Callable[[], datetime],
        icons: Icons,
        renewing: AccountRecord | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.outcome: Submitted | None = None
        self.may_have_sent = False
        self._send_to_service = send
        self._scope = scope
        self._now = now
        self._asked = False
        self._form = EditForm(self, icons, renewing)
        self._form.paste_box.textChanged.connect(self._read_paste)
        self._form.paste_box.pasted.connect(self._offer_submit)
        self._form.paste_box.refused.connect(self._refuse_paste)
        for row in self._form.rows:
            row.field.text_changed.connect(self._judge)
        self._form.submit_button.clicked.connect(self.submit)
        self._form.cancel_button.clicked.connect(self.reject)

    @property
    def is_sending(self) -> bool:
        return self._scope.is_running(_TASK)

    def paste(self, text: str) -> None:
        """Put text into the paste box, as if it came from the clipboard."""
        self._form.paste_box.setPlainText(text)

    def submit(self) -> None:
        """Send what stands in the fields, unless that is under way or must be refused."""
        if self.is_sending:
            return
        self._asked = True
        self._judge()
        problems = check_session(self._values(), self._now())
        if refused(problems):
            self._focus_first(problems)
            return
        self._form.set_busy(True)
        self.may_have_sent = True
        self._scope.start(_TASK, self._send(self._values(), self._form.max_jobs.value()))

    def reject(self) -> None:
        """Esc and Cancel: stop the request if there is one, else close."""
        if self.is_sending:
            self._scope.cancel(_TASK)
            self._form.set_busy(False)
            self._form.say(stopped_notice())
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Leave nothing running and nothing readable behind."""
        self._scope.cancel(_TASK)
        self._form.forget()
        super().done(result)

    # Reading

    def _read_paste(self) -> None:
        text = self._form.paste_box.toPlainText()
        if not text.strip():
            self._form.recognition.clear()
            return
        paste = read_paste(text)
        self._form.recognition.setText(recognition(paste))
        if paste.format is not PasteFormat.UNRECOGNISED:
            self._fill(paste)

    def _fill(self, paste: Paste) -> None:
        """Take over a paste; what an earlier one left is never mixed with it."""
        self._asked = True
        for row in self._form.rows:
            value = paste.cookies.get(row.name)
            if value is not None:
                row.field.set_text(value.reveal())
            elif not row.field.was_typed():
                row.field.clear()
        if paste.max_jobs is not None:
            self._form.max_jobs.setValue(paste.max_jobs)
        self._judge()

    def _offer_submit(self) -> None:
        """After a good paste the next key is Return."""
        if not refused(check_session(self._values())):
            self._form.submit_button.setFocus()

    def _refuse_paste(self) -> None:
        self._form.recognition.setText(problem_sentence(Problem(ProblemCode.PASTE_TOO_LARGE)))

    def _values(self) -> dict[str, Secret]:
        return {row.name: value for row in self._form.rows if (value := row.value())}

    def _judge(self) -> None:
        values = self._values()
        problems = check_session(values, self._now())
        for row in self._form.rows:
            row.judge(problems, asked=self._asked)
        self._form.clear_notice()
        token = values.get("lt_token")
        claims = read_claims(token) if token and not refused(problems) else None
        self._form.forecast.setText(forecast(claims, self._now()) if claims else "")

    # Sending

    async def _send(self, values: Mapping[str, Secret], max_jobs: int) -> None:
        try:
            outcome = await self._send_to_service(values, max_jobs)
        except Exception:
            # A bug, reported by the scope. After a cancellation the dialog may be gone.
            self._form.set_busy(False)
            raise
        self._form.set_busy(False)
        self._finish(outcome)

    def _finish(self, outcome: SubmitOutcome) -> None:
        match outcome:
            case Submitted():
                self.outcome = outcome
                self.accept()
            case NotConfirmed():
                self._form.say(not_confirmed_notice(outcome))
            case NotSent(problems):
                self._focus_first(problems)
            case Rejected(fields=fields) if set(fields) & set(COOKIE_NAMES):
                self._form.say(failure_notice(outcome))
                self._blame(fields)
            case _:
                self._fail(outcome)

    def _fail(self, failure: Failure) -> None:
        self._form.say(failure_notice(failure))

    def _blame(self, fields: tuple[str, ...]) -> None:
        blamed = [row for row in self._form.rows if row.name in fields]
        for row in blamed:
            row.blame(service_misses(row.name))
        blamed[0].field.focus()

    def _focus_first(self, problems: tuple[Problem, ...]) -> None:
        wrong = {problem.field for problem in problems}
        row = next(row for row in self._form.rows if row.name in wrong)
        if any(self._values()):
            row.field.focus()
        else:
            self._form.paste_box.setFocus()
            self._form.recognition.setText(_("Paste the cookies here first."))
