"""The span of time that rows, header and capacity strip share, zoomed and moved by a person."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS, Thresholds
from ltx_desktop.domain.pool import NO_POOL, Pool
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.timeline.content import Content
from ltx_desktop.ui.timeline.scale import TimeScale

_ZOOM = 1.25
_SEEN = timedelta(seconds=30)


class TimeAxis(QObject):
    """Until it is zoomed or moved, everything that lies ahead is in sight."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._judged: Sequence[Judged] = ()
        self._chosen: TimeScale | None = None
        self.content = Content.of((), DEFAULT_THRESHOLDS, NO_POOL, now())

    def show_accounts(self, judged: Sequence[Judged], thresholds: Thresholds, pool: Pool) -> None:
        """Given the very same list again, only the time has gone on; of seconds nothing is seen."""
        now = self._now()
        if judged is self._judged and thresholds == self.content.thresholds:
            if pool is self.content.pool and abs(now - self.content.now) < _SEEN:
                return
            self.content = replace(self.content, pool=pool, now=now)
        else:
            self._judged = judged
            self.content = Content.of(judged, thresholds, pool, now)
        self.changed.emit()

    def scale(self, left: float, width: float) -> TimeScale:
        """Where moments stand between two places, in pixels."""
        shown = self._chosen or self.content.whole(left, width)
        return replace(shown, left=left, width=width)

    def zoom_in(self) -> None:
        self.zoom(1 / _ZOOM)

    def zoom_out(self) -> None:
        self.zoom(_ZOOM)

    def zoom(self, factor: float, share: float | None = None) -> None:
        """`share` of the width, 0 to 1, is the place that stays; None: where it is now."""
        scale = self.scale(0.0, 1.0)
        self._choose(scale.zoomed(factor, scale.x(self.content.now) if share is None else share))

    def turn_wheel(self, turns: float, share: float) -> None:
        self.zoom(_ZOOM**-turns, share)

    def move(self, share: float) -> None:
        """As if the picture were pulled to the right by a share of its width."""
        self._choose(self.scale(0.0, 1.0).moved(share))

    def reset(self) -> None:
        self._choose(None)

    def _choose(self, scale: TimeScale | None) -> None:
        self._chosen = scale
        self.changed.emit()
