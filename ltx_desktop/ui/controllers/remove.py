"""Removing accounts from the service, after a question."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStatusBar

from ltx_desktop.services.outcomes import Failure, RemovedFromService
from ltx_desktop.services.use_cases import UseCases
from ltx_desktop.ui.accounts.accounts_page import AccountsPage
from ltx_desktop.ui.controllers.dialogs import DIALOG_TASK, Dialogs
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.widgets.notice_bar import Action, Tone
from ltx_desktop.wording.failures import failure_notice
from ltx_desktop.wording.outcomes import all_removed_notice, removal_stopped_notice
from ltx_desktop.wording.translation import _


class Removing:
    def __init__(
        self,
        use_cases: UseCases,
        scope: TaskScope,
        dialogs: Dialogs,
        page: AccountsPage,
        status: QStatusBar,
        way_out: Callable[[Failure], Action],
    ) -> None:
        self._use_cases = use_cases
        self._scope = scope
        self._dialogs = dialogs
        self._page = page
        self._status = status
        self._way_out = way_out

    def remove(self, emails: Sequence[str]) -> None:
        if emails:
            self._scope.start(DIALOG_TASK, self._ask(emails))

    async def _ask(self, emails: Sequence[str]) -> None:
        if await self._dialogs.confirm_removal(emails):
            # A task of its own: the next dialog must not end it.
            self._scope.start(f"remove {emails}", self._remove(emails))

    async def _remove(self, emails: Sequence[str]) -> None:
        """One after the other; what stops one would stop the others too."""
        removed: list[RemovedFromService] = []
        for email in emails:
            self._status.showMessage(
                _("Removing {position} of {total}…").format(
                    position=len(removed) + 1, total=len(emails)
                )
                if len(emails) > 1
                else _("Removing…")
            )
            outcome = await self._use_cases.remove(email)
            if isinstance(outcome, Failure):
                self._status.clearMessage()
                notice = (
                    removal_stopped_notice(len(removed), len(emails), outcome)
                    if removed
                    else failure_notice(outcome)
                )
                self._page.say(notice, Tone.ERROR, self._way_out(outcome))
                return
            removed.append(outcome)
        self._status.clearMessage()
        self._page.say(all_removed_notice(removed), Tone.OK)
