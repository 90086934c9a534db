"""Having it read out that an account has become more pressing; its countdown goes on unsaid."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from ltx_desktop.domain.urgency import Judged, worsened
from ltx_desktop.ui.widgets.announce import announce
from ltx_desktop.wording.state_news import state_news


class StateNews:
    """Says once, and all together, which states are worse than when it last looked."""

    def __init__(self, window: QWidget, now: Callable[[], datetime]) -> None:
        self._window = window
        self._now = now
        self._judged: Sequence[Judged] = ()

    def look(self, judged: Sequence[Judged]) -> None:
        before, self._judged = self._judged, judged
        if judged is not before and QAccessible.isActive():
            announce(self._window, state_news(worsened(before, judged), self._now()))
