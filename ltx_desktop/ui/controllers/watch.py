"""Keeping an eye on the accounts while nobody looks: tray, reminders, and refreshing by itself."""

from collections.abc import Callable

from ltx_desktop.services.outcomes import RefreshOutcome
from ltx_desktop.services.ports import RecordsPort
from ltx_desktop.ui.controllers.auto_refresh import AutoRefresh
from ltx_desktop.ui.controllers.reminders import Reminding
from ltx_desktop.ui.controllers.states import StatesElsewhere
from ltx_desktop.ui.loop.scheduler import Beat, Heartbeat
from ltx_desktop.ui.tray.tray import Tray


class Watching:
    """Nothing happens before `start`."""

    def __init__(
        self,
        *,
        records: RecordsPort,
        tray: Tray,
        states: StatesElsewhere,
        reminding: Reminding,
        auto_refresh: AutoRefresh,
        is_refreshing: Callable[[], bool],
        heartbeat: Heartbeat,
    ) -> None:
        self.tray = tray
        self.reminding = reminding
        self._records = records
        self._states = states
        self._auto_refresh = auto_refresh
        self._is_refreshing = is_refreshing
        self._heartbeat = heartbeat
        self._is_closed = False
        self._unsubscribe: Callable[[], None] = lambda: None
        heartbeat.on(Beat.REMIND, self._remind)

    def start(self) -> None:
        """Show the tray's icon; what is due is told after the first refresh, however it went."""
        self.tray.start()
        self._unsubscribe = self._records.subscribe(lambda _change: self._look())
        self._states.show()

    def settings_changed(self) -> None:
        self._look()
        self._auto_refresh.settings_changed()

    def refreshed(self, outcome: RefreshOutcome) -> None:
        self._auto_refresh.ended(outcome)
        self._look()

    def set_shown(self, shown: bool) -> None:
        if self._is_closed:
            return
        self._heartbeat.set_shown(shown)
        self.tray.set_shown(shown)
        self._auto_refresh.set_shown(shown)
        self.reminding.come_in()

    async def aclose(self) -> None:
        self._is_closed = True
        self._unsubscribe()
        self._heartbeat.stop()
        await self.reminding.aclose()
        self.tray.close()
        self.tray.deleteLater()

    def _look(self) -> None:
        """See what there is to show and to tell: time, accounts or settings have changed."""
        self._states.show()
        # What is being read may put right what would be told now.
        if not self._is_refreshing():
            self.reminding.check()

    def _remind(self) -> None:
        # Somebody else may have renewed what a list from before would remind of.
        self._auto_refresh.catch_up()
        self._look()
