"""Telling a person of what is due, one notification at a time."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from ltx_desktop.domain.urgency import DEAD_STATES, Judged, urgency
from ltx_desktop.services.reminders import Reminders
from ltx_desktop.ui.loop.scheduler import Beat, Heartbeat
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.notifications.notification import Carrier, Notification
from ltx_desktop.ui.notifications.notifier import Notifier
from ltx_desktop.wording.reminders import (
    reminder_lines,
    reminder_title,
    renew_label,
    snooze_label,
)

_TASK = "remind"
_SOON, _LATER = timedelta(hours=1), timedelta(days=1)
_PRESSING = timedelta(days=1)


class Reminding:
    """`renew` opens the renewal of accounts: of all that are due, not only those that were told."""

    def __init__(
        self,
        *,
        reminders: Reminders,
        notifier: Notifier,
        in_window: Carrier,
        heartbeat: Heartbeat,
        scope: TaskScope,
        now: Callable[[], datetime],
        renew: Callable[[Sequence[str], str], None],
    ) -> None:
        self._reminders = reminders
        self._notifier = notifier
        self._in_window = in_window
        self._heartbeat = heartbeat
        self._scope = scope
        self._now = now
        self._renew = renew
        self._told: Sequence[Judged] = ()
        notifier.activated.connect(self._activated)
        notifier.snoozed.connect(self._snoozed)
        notifier.closed.connect(self.check)
        notifier.lost.connect(self._tell_in_window)

    @property
    def is_up(self) -> bool:
        """Whether somebody is reminded at this moment."""
        return self._notifier.is_up

    async def aclose(self) -> None:
        await self._notifier.aclose()

    def come_in(self) -> None:
        """Show in the window what is up elsewhere, if somebody is there."""
        if self._notifier.is_misplaced and (told := self._still_told()):
            self._show(told)

    def check(self) -> None:
        """Tell of what is due now, together with what is up already; plan the next look."""
        up = self._still_told() if self._is_up() else ()
        due = self._reminders.take_due()
        told = {one.email for one in self._told}
        if due:
            self._show(sorted({one.email: one for one in (*up, *due)}.values(), key=urgency))
        elif self._is_up() and not up:
            self._told = ()
            self._scope.start(_TASK, self._notifier.withdraw())
        elif self._in_window.is_up and told != {one.email for one in up}:
            # A bar in the window is read again and again; elsewhere it would pop up once more.
            self._show(up)
        moment = self._reminders.next_moment()
        self._heartbeat.plan(Beat.REMIND, moment - self._now() if moment else None)

    def _is_up(self) -> bool:
        return self._notifier.is_up or self._scope.is_running(_TASK)

    def _still_told(self) -> tuple[Judged, ...]:
        return self._reminders.still_holds({one.email for one in self._told})

    def _show(self, accounts: Sequence[Judged]) -> None:
        self._told = accounts
        self._scope.start(_TASK, self._tell(accounts))

    async def _tell(self, accounts: Sequence[Judged]) -> None:
        await self._notifier.show(self._notification(accounts))
        # The window may have come to the front meanwhile.
        self.come_in()

    def _tell_in_window(self) -> None:
        """Say again what may not have been seen; a daemon that crashes over it is not asked."""
        if not self._notifier.is_up and (told := self._still_told()):
            self._scope.start(_TASK, self._in_window.show(self._notification(told)))
        self.check()

    def _notification(self, accounts: Sequence[Judged]) -> Notification:
        now = self._now()
        return Notification(
            reminder_title(accounts, now),
            reminder_lines(accounts, now),
            renew_label(accounts),
            snooze_label(self._span()),
            stays=any(one.expiry.state in DEAD_STATES for one in accounts),
        )

    def _activated(self, token: str) -> None:
        told = [one.email for one in self._told]
        self._renew([one.email for one in self._reminders.to_renew(told)], token)
        self.check()

    def _snoozed(self) -> None:
        self._reminders.snooze([one.email for one in self._told], self._span())
        self.check()

    def _span(self) -> timedelta:
        """What is broken or nearly so should not wait for tomorrow."""
        now = self._now()
        pressing = any(
            one.expiry.deadline is None or one.expiry.deadline - now <= _PRESSING
            for one in self._told
        )
        return _SOON if pressing else _LATER
