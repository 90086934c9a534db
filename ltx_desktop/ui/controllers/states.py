"""The accounts' states outside of the list: in the tray, and read out as they get worse."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from ltx_desktop.domain.urgency import Judged, due, worsened
from ltx_desktop.services.verdicts import Verdicts
from ltx_desktop.ui.loop.scheduler import Beat, Heartbeat
from ltx_desktop.ui.tray.tray import Tray
from ltx_desktop.ui.widgets.announce import announce
from ltx_desktop.wording.state_news import state_news
from ltx_desktop.wording.summary import state_counts


class StatesElsewhere:
    """A countdown that goes on is not read out."""

    def __init__(
        self,
        *,
        window: QWidget,
        tray: Tray,
        verdicts: Verdicts,
        heartbeat: Heartbeat,
        now: Callable[[], datetime],
    ) -> None:
        self._window = window
        self._tray = tray
        self._verdicts = verdicts
        self._heartbeat = heartbeat
        self._now = now
        self._judged: Sequence[Judged] = ()
        heartbeat.on(Beat.TRAY, self.show)
        tray.menu_opening.connect(self.show)

    @property
    def is_any_due(self) -> bool:
        return bool(due(self._verdicts.judged))

    def show(self) -> None:
        judged = self._verdicts.judged
        self._tray.show_accounts(judged, state_counts(self._verdicts.summary))
        before, self._judged = self._judged, judged
        if judged is not before and QAccessible.isActive():
            announce(self._window, state_news(worsened(before, judged), self._now()))
        moment = self._verdicts.until
        self._heartbeat.plan(Beat.TRAY, moment - self._now() if moment else None)
