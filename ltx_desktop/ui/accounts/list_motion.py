"""What moves when accounts are renewed: the rows to their places, then the bars to their ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QObject, QRect, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ltx_desktop.domain.urgency import Judged

if TYPE_CHECKING:
    from ltx_desktop.ui.accounts.account_list import AccountList

_GLIDE, _GROW, _LIT = 200, 250, 1_000
"""Milliseconds. A row is lit from the begin of its growth on."""

_DAY = timedelta(days=1)
"""A deadline that moves on by less is no renewal."""

_MOST = 5
"""More renewals than that at a time are a refresh, at which nobody wants to look."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """A row as a picture, and where it moves from and to."""

    picture: QPixmap
    begin: int
    end: int


class ListMotion(QObject):
    """`is_wanted` is asked each time; where it says no, everything is at its end at once."""

    def __init__(self, view: "AccountList", is_wanted: Callable[[], bool]) -> None:
        super().__init__(view)
        self._view = view
        self._is_wanted = is_wanted
        self._is_pending = False
        self._before: dict[str, int] = {}
        self._left: dict[str, QPixmap] = {}
        self._ends: dict[str, datetime] = {}
        self._overlay = _Overlay(view.viewport())
        self._glide = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_GLIDE)
        self._glide.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._glide.valueChanged.connect(self._overlay.move_to)
        self._glide.finished.connect(self._grow)
        self._life = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_LIT)
        self._life.valueChanged.connect(self._repaint)
        self._life.finished.connect(self._end)
        view.accounts.moving.connect(self._remember)
        view.accounts.moved.connect(self._start)

    @property
    def is_running(self) -> bool:
        return bool(self._ends)

    def lit(self, email: str) -> float:
        """How brightly a row is lit, 0 to 1."""
        if email not in self._ends:
            return 0.0
        return 1.0 if self._glide.state() is _RUNNING else 1.0 - self._life.currentValue()

    def end_of(self, judged: Judged) -> datetime | None:
        """Where a bar ends at this moment."""
        end, before = judged.expiry.deadline, self._ends.get(judged.email)
        if before is None or end is None:
            return end
        if self._glide.state() is _RUNNING:
            return before
        share = min(1.0, self._life.currentValue() * _LIT / _GROW)
        return before + (end - before) * _EASE.valueForProgress(share)

    def _remember(self, verdicts: Sequence[tuple[Judged, Judged]]) -> None:
        """Where rows and bars are before they are put elsewhere."""
        renewed = dict(filter(None, map(_renewal, verdicts)))
        if not 0 < len(renewed) <= _MOST or not self._view.isVisible() or not self._is_wanted():
            return
        self._end()
        places = self._places()
        self._before = {email: place.top() for email, place in places.items()}
        grab = self._view.viewport().grab
        self._left = {email: grab(places[email]) for email in renewed.keys() & places.keys()}
        self._ends = renewed
        self._is_pending = True

    def _start(self) -> None:
        if not self._is_pending:
            return
        self._is_pending = False
        places = self._places()
        moved = {
            email: place
            for email, place in places.items()
            if self._before.get(email) not in {None, place.top()}
        }
        if moved or self._left.keys() - places.keys():
            self._glide.start()
            self._overlay.begin(self._strips(places))
        else:
            self._grow()

    def _strips(self, places: dict[str, QRect]) -> list[_Strip]:
        """The renewed rows last, above the others."""
        viewport = self._view.viewport()
        bottom = viewport.height()
        strips = [
            _Strip(viewport.grab(place), self._before.get(email, bottom), place.top())
            for email, place in sorted(places.items(), key=lambda one: one[0] in self._ends)
        ]
        gone = [
            _Strip(picture, self._before[email], bottom)
            for email, picture in self._left.items()
            if email not in places
        ]
        return strips + gone

    def _places(self) -> dict[str, QRect]:
        """Rows that are in sight, as rectangles of the viewport."""
        view, width = self._view, self._view.viewport().width()
        first, last = view.visible_rows()
        return {
            view.accounts.row_at(row).email: QRect(
                0, view.rowViewportPosition(row), width, view.rowHeight(row)
            )
            for row in range(first, last + 1)
        }

    def _grow(self) -> None:
        self._overlay.end()
        self._life.start()

    def _repaint(self) -> None:
        self._view.viewport().update()

    def _end(self) -> None:
        self._glide.stop()
        self._life.stop()
        self._overlay.end()
        self._ends.clear()
        self._before.clear()
        self._left.clear()
        self._repaint()


def _renewal(verdicts: tuple[Judged, Judged]) -> tuple[str, datetime] | None:
    """The account of a deadline that has moved on, and where it was."""
    before, after = (one.expiry.deadline for one in verdicts)
    if before is None or after is None or after - before < _DAY:
        return None
    return verdicts[0].email, before


class _Overlay(QWidget):
    """Lies over the list while rows glide."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._strips: Sequence[_Strip] = ()
        self._share = 0.0
        self.hide()

    def begin(self, strips: Sequence[_Strip]) -> None:
        self._strips, self._share = strips, 0.0
        self.setGeometry(self._viewport.rect())
        self.show()

    def move_to(self, share: float) -> None:
        self._share = share
        self.update()

    def end(self) -> None:
        self._strips = ()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().base())
        for strip in self._strips:
            top = strip.begin + (strip.end - strip.begin) * self._share
            painter.drawPixmap(0, round(top), strip.picture)


_RUNNING = QVariantAnimation.State.Running
_EASE = QEasingCurve(QEasingCurve.Type.OutCubic)
