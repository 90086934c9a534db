"""The one shared timer: whoever shows or does something by the clock plans it here."""

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, QTimer, Signal

_JUMP = timedelta(milliseconds=500)
"""Clocks that have run apart by this much since the last beat: one was set, or both slept."""

_SHOWN = timedelta(seconds=1)
_HIDDEN = timedelta(minutes=1)
"""The longest pauses: so soon a jump is noticed while the window is shown, or is not."""

_SHORTEST = 0.02


class Beat(Enum):
    """What is done by the clock, in this order."""

    TICK = auto()
    REFRESH = auto()
    REMIND = auto()
    TRAY = auto()
    REMOVE = auto()
    UPDATES = auto()


_ONLY_SHOWN = frozenset({Beat.TICK, Beat.UPDATES})
"""Wait until somebody sees the window."""


class Heartbeat(QObject):
    """Each `Beat` is planned once at a time, and does nothing further unless planned again.

    `system` is this machine's clock and `monotonic` seconds that run evenly. When the clock was
    set or the machine slept, `jumped` is emitted and everything that is planned is done at once.
    """

    jumped = Signal()

    def __init__(
        self,
        system: Callable[[], datetime],
        monotonic: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._system = system
        self._monotonic = monotonic
        self._actions: dict[Beat, Callable[[], None]] = {}
        self._due: dict[Beat, float] = {}
        self._shown = False
        self._last = system(), monotonic()
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def on(self, beat: Beat, act: Callable[[], None]) -> None:
        self._actions[beat] = act

    def plan(self, beat: Beat, wait: timedelta | None) -> None:
        """Do it after `wait`, in the place of what was planned before; None: not at all."""
        if wait is None:
            self._due.pop(beat, None)
        else:
            self._due[beat] = self._monotonic() + wait.total_seconds()
        self._start()

    def set_shown(self, shown: bool) -> None:
        """Whether somebody can see the window; what it shows is right as soon as they can."""
        if shown != self._shown:
            self._shown = shown
            if Beat.TICK in self._due:
                self._due[Beat.TICK] = 0.0
            self._beat()

    def stop(self) -> None:
        self._due.clear()
        self._timer.stop()

    def _beat(self) -> None:
        jumped = self._has_jumped()
        if jumped:
            self.jumped.emit()
        now = self._last[1]
        awaited = self._awaited()
        for beat in [beat for beat in Beat if beat in awaited and (jumped or awaited[beat] <= now)]:
            # What was done before it in this round may have put it off.
            if self._due.pop(beat, None) is not None:
                self._actions[beat]()
        self._start()

    def _start(self) -> None:
        awaited = self._awaited()
        if not awaited:
            self._timer.stop()
            return
        longest = _SHOWN if self._shown else _HIDDEN
        next_look = self._last[1] + longest.total_seconds()
        wait = max(_SHORTEST, min(next_look, *awaited.values()) - self._monotonic())
        milliseconds = math.ceil(wait * 1000)
        # A new plan puts nothing off that was to come before it.
        if not 0 <= self._timer.remainingTime() <= milliseconds:
            self._timer.start(milliseconds)

    def _awaited(self) -> dict[Beat, float]:
        if self._shown:
            return self._due
        return {beat: due for beat, due in self._due.items() if beat not in _ONLY_SHOWN}

    def _has_jumped(self) -> bool:
        before, ran = self._last
        self._last = self._system(), self._monotonic()
        passed = timedelta(seconds=self._last[1] - ran)
        return abs(self._last[0] - before - passed) > _JUMP
