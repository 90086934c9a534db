"""Removing accounts from the service, some seconds after they are gone from the window."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from ltx_desktop.services.outcomes import Failure, RemovedFromService
from ltx_desktop.services.remove import RemoveAccount
from ltx_desktop.ui.loop.scheduler import Beat
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.widgets.notice_bar import Action, Tone
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.failures import failure_notice
from ltx_desktop.wording.outcomes import all_removed_notice, removal_stopped_notice
from ltx_desktop.wording.removal import left_over_notice, planned_notice, taken_back_notice
from ltx_desktop.wording.translation import _

_TAKEN_BACK_WITHIN = timedelta(seconds=5)


class Removing:
    """What can be undone is not asked about: until the request goes out, *Undo* takes it back."""

    def __init__(
        self,
        *,
        window: MainWindow,
        remove: RemoveAccount,
        scope: TaskScope,
        way_out: Callable[[Failure], Action],
    ) -> None:
        self._page = window.accounts
        self._notice = window.notice
        self._status = window.statusBar()
        self._heartbeat = window.heartbeat
        self._remove_account = remove
        self._scope = scope
        self._way_out = way_out
        self._planned: tuple[str, ...] = ()
        self._heartbeat.on(Beat.REMOVE, self._carry_out)

    def start(self) -> None:
        """Report what the last run was about to remove when it ended."""
        notice = left_over_notice(self._remove_account.left_over())
        if notice:
            self._notice.show_notice(notice, Tone.WARNING)

    def remove(self, emails: Sequence[str]) -> None:
        if not emails:
            return
        self._carry_out()
        self._planned = tuple(emails)
        self._remove_account.plan(self._planned)
        self._heartbeat.plan(Beat.REMOVE, _TAKEN_BACK_WITHIN)
        self._page.say(planned_notice(self._planned), Tone.OK, (_("Undo"), self._undo))

    def _undo(self) -> None:
        emails, self._planned = self._planned, ()
        if not emails:
            return
        self._heartbeat.plan(Beat.REMOVE, None)
        self._remove_account.take_back(emails)
        self._page.say(taken_back_notice(emails), Tone.OK)

    def _carry_out(self) -> None:
        emails, self._planned = self._planned, ()
        if emails:
            self._heartbeat.plan(Beat.REMOVE, None)
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
            outcome = await self._remove_account(email)
            if isinstance(outcome, Failure):
                self._status.clearMessage()
                self._remove_account.take_back(emails[len(removed) :])
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
