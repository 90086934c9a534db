"""Walking through the accounts that are due: browser, paste, proof, the next."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.renewal_run import RenewalRun
from ltx_desktop.services.outcomes import Submitted
from ltx_desktop.services.ports import Now, RecordsPort
from ltx_desktop.ui.controllers.browser import Browser
from ltx_desktop.ui.edit.run_bar import RunBar
from ltx_desktop.ui.loop.await_dialog import await_dialog
from ltx_desktop.ui.loop.dialogs import Dialogs
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.outcomes import submitted_notice
from ltx_desktop.wording.renewal_run import (
    browser_failed_notice,
    run_notice,
)
from ltx_desktop.wording.translation import _

if TYPE_CHECKING:
    from ltx_desktop.ui.controllers.edit import MakeEditDialog
    from ltx_desktop.ui.edit.edit_dialog import EditDialog

_SKIP = 2
"""Neither accepted nor rejected."""


class Renewing:
    """One run at a time; one that was stopped goes on where it was, with what is due by then."""

    def __init__(
        self,
        *,
        window: MainWindow,
        records: RecordsPort,
        dialogs: Dialogs,
        make_dialog: "MakeEditDialog",
        browser: Browser,
        refresh: Callable[[], None],
        now: Now,
    ) -> None:
        self._page = window.accounts
        self._records = records
        self._dialogs = dialogs
        self._make_dialog = make_dialog
        self._browser = browser
        self._refresh = refresh
        self._now = now
        self._place: QPoint | None = None

    def renew(self, emails: Sequence[str]) -> None:
        """Begin with the first of these."""
        self._start(RenewalRun(emails))

    def _start(self, run: RenewalRun) -> None:
        self._dialogs.start(self._walk(run))

    def _go_on(self, run: RenewalRun, stopped: datetime) -> None:
        """With those that were not renewed by hand since it was stopped."""
        for email in [*run.left]:
            record = self._records.get(email)
            if record and record.submission and record.submission.at > stopped:
                run.renew(email)
        self._start(run)

    async def _walk(self, run: RenewalRun) -> None:
        opened, said = "", Notice("")
        while (email := run.current) is not None:
            record = self._records.get(email)
            if record is None:
                run.drop(email)
            else:
                if email != opened and not self._browser.open_for(email):
                    said = browser_failed_notice()
                opened = email
                dialog = await self._turn(run, record, said)
                if dialog.outcome is None and dialog.result() != _SKIP:
                    break
                said = self._take(run, dialog.outcome)
        self._end(run)

    def _take(self, run: RenewalRun, outcome: Submitted | None) -> Notice:
        """Go on, or stay where the cookies were of no use; what the next turn should say."""
        now = self._now()
        if outcome is None:
            run.skip()
            return Notice("")
        meant = run.current
        if outcome.renewal(now).failed:
            return submitted_notice(outcome, now)
        run.renew(outcome.record.email)
        return Notice("") if outcome.record.email == meant else submitted_notice(outcome, now)

    async def _turn(self, run: RenewalRun, record: AccountRecord, said: Notice) -> "EditDialog":
        dialog = self._make_dialog(record)
        bar = RunBar(run)
        bar.say(said)
        dialog.form.put_on_top(bar, _("Stop the run"))
        bar.open_requested.connect(lambda: self._open_again(bar, record.email))
        bar.skip_requested.connect(lambda: dialog.done(_SKIP))
        if self._place is not None:
            dialog.move(self._place)
        await await_dialog(dialog)
        self._place = dialog.pos()
        if dialog.may_have_sent and dialog.outcome is None:
            self._refresh()
        return dialog

    def _open_again(self, bar: RunBar, email: str) -> None:
        if not self._browser.open_for(email):
            bar.say(browser_failed_notice())

    def _end(self, run: RenewalRun) -> None:
        fine = not run.left and not run.skipped
        stopped = self._now()
        action = (_("Go on"), lambda: self._go_on(run, stopped)) if run.left else None
        self._page.say(run_notice(run, self._records), Tone.OK if fine else Tone.INFO, action)
        self._page.table.setFocus()
