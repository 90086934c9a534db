"""Reading the accounts by itself: at the start, on resume, and at the chosen interval."""

from collections.abc import Callable
from datetime import timedelta

from ltx_desktop.services.outcomes import RefreshOutcome
from ltx_desktop.services.refresh_policy import RefreshPolicy
from ltx_desktop.ui.loop.scheduler import Beat, Heartbeat


class AutoRefresh:
    """While nobody sees the window, only as long as something is due (`is_due`)."""

    def __init__(
        self,
        *,
        heartbeat: Heartbeat,
        policy: RefreshPolicy,
        refresh: Callable[[], None],
        is_due: Callable[[], bool],
    ) -> None:
        self._heartbeat = heartbeat
        self._policy = policy
        self._refresh = refresh
        self._is_due = is_due
        self._shown = False
        self._stopped = False
        self._missed = False
        self._every = policy.every
        heartbeat.on(Beat.REFRESH, self._beat)
        heartbeat.jumped.connect(self.resume)

    def ended(self, outcome: RefreshOutcome) -> None:
        """A refresh ended so, whoever asked for it: plan the next."""
        self._missed = False
        wait = self._policy.wait_after(outcome)
        self._stopped = wait is None and self._policy.is_on
        self._heartbeat.plan(Beat.REFRESH, wait)

    def settings_changed(self) -> None:
        """Another interval counts from now."""
        before, self._every = self._every, self._policy.every
        if before != self._every and not self._stopped:
            self._heartbeat.plan(Beat.REFRESH, timedelta(0) if self._policy.is_on else None)

    def set_shown(self, shown: bool) -> None:
        self._shown = shown
        self.catch_up()

    def catch_up(self) -> None:
        """Read what was put off, if somebody sees the window or something is due by now."""
        if self._missed:
            self._beat()

    def resume(self) -> None:
        """The machine slept or its clock was set: what is shown may be old."""
        if not self._stopped:
            self._beat()

    def _beat(self) -> None:
        self._missed = not self._shown and not self._is_due()
        if not self._missed:
            self._refresh()
