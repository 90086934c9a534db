"""Asking the service about single accounts: whether they still work, and their balance."""

from collections.abc import Callable, Sequence

from ltx_desktop.services.look import LookAtAccounts
from ltx_desktop.services.outcomes import Failure, Looked
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.widgets.notice_bar import Action, Tone
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.failures import failure_notice
from ltx_desktop.wording.outcomes import looked_notice
from ltx_desktop.wording.translation import _

_TASK = "look"


class Looking:
    def __init__(
        self,
        *,
        window: MainWindow,
        check: LookAtAccounts,
        scope: TaskScope,
        way_out: Callable[[Failure], Action],
    ) -> None:
        self._page = window.accounts
        self._status = window.statusBar()
        self._check = check
        self._scope = scope
        self._way_out = way_out

    def look(self, emails: Sequence[str]) -> None:
        if emails and not self._scope.is_running(_TASK):
            self._scope.start(_TASK, self._look(emails))

    async def _look(self, emails: Sequence[str]) -> None:
        self._status.showMessage(_("Checking live…"))
        outcome = await self._check(emails)
        self._status.clearMessage()
        if not isinstance(outcome, Looked):
            self._page.say(failure_notice(outcome), Tone.ERROR, self._way_out(outcome))
            return
        fine = not outcome.gone and outcome.failure is None
        self._page.say(looked_notice(outcome), Tone.OK if fine else Tone.WARNING)
