"""The timeline on the screen: zoomed, moved, hovered over, and walked through by keys."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS, Thresholds
from ltx_desktop.domain.pool import Pool, pool_of
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.timeline import accessible  # noqa: F401 - Qt is told
from ltx_desktop.ui.timeline.bars import BarPainter
from ltx_desktop.ui.timeline.chart import ChartPainter
from ltx_desktop.ui.timeline.content import Content
from ltx_desktop.ui.timeline.gives_way import GivesWay
from ltx_desktop.ui.timeline.look import CHANGES_LOOK, TimelineLook
from ltx_desktop.ui.timeline.said import description, jobs_at
from ltx_desktop.ui.timeline.scale import TimeScale
from ltx_desktop.ui.widgets.account_tooltip import tooltip
from ltx_desktop.ui.widgets.announce import announce
from ltx_desktop.wording.translation import _

_ZOOM = 1.25
_STEP = 60.0
"""Pixels that an arrow key moves the picture by."""


class TimelineView(GivesWay):
    """Shows what `show_accounts` was last given, as it is at the moment of `tick`."""

    email_selected = Signal(str)
    renew_requested = Signal(str)

    def __init__(self, now: Callable[[], datetime], icons: Icons) -> None:
        super().__init__()
        self._now = now
        self._icons = icons
        self.content = Content.of((), DEFAULT_THRESHOLDS, pool_of((), now()), now())
        self._judged: Sequence[Judged] = ()
        self._scale: TimeScale | None = None
        self._selected: str | None = None
        self._pulled: QPointF | None = None
        self.painted_rows = 0
        # Time goes to the right, whichever way a language is read.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(_("Timeline"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setAccessibleName(_("Timeline"))
        self.viewport().setMouseTracking(True)

    # What it shows

    def show_accounts(self, judged: Sequence[Judged], thresholds: Thresholds, pool: Pool) -> None:
        """`judged` are in the order in which they are to be shown.

        Given the very same list again, it is only the time that has gone on.
        """
        now = self._now()
        if judged is self._judged:
            self.content = replace(self.content, now=now)
        else:
            self._judged = judged
            self.content = Content.of(judged, thresholds, pool, now)
            self._fit()
            self._describe()
        self.viewport().update()

    def select_email(self, email: str | None) -> None:
        """Mark an account, and bring it into sight."""
        if email == self._selected:
            return
        self._selected = email
        row = self._row_of(email)
        if row is not None:
            bar, height = self.verticalScrollBar(), round(self.look.row_height)
            low = (row + 1) * height - self._rows_rect().height()
            bar.setValue(min(row * height, max(bar.value(), round(low))))
        self._describe()
        self.viewport().update()

    def zoom_in(self) -> None:
        self._zoom(1 / _ZOOM)

    def zoom_out(self) -> None:
        self._zoom(_ZOOM)

    def reset_zoom(self) -> None:
        """Everything that lies ahead in sight."""
        self._scale = None
        self.viewport().update()

    @cached_property
    def look(self) -> TimelineLook:
        """Of the font and palette in force."""
        return TimelineLook(self._icons, self.palette(), self.font())

    @property
    def scale(self) -> TimeScale:
        """Where moments stand now; until it is zoomed or moved, everything is in sight."""
        width = float(self.viewport().width())
        left = self.look.gutter(width, self.content.longest)
        shown = self._scale or self.content.whole(left, width - left)
        return replace(shown, left=left, width=width - left)

    def sizeHint(self) -> QSize:
        look = self.look
        return QSize(600, round(look.axis_height + look.chart_height + 4 * look.row_height))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, round(self.look.axis_height + 2 * self.look.row_height))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        look, scale, rows = self.look, self.scale, self._rows_rect()
        area = QRectF(self.viewport().rect())
        chart = ChartPainter(look, self.content, scale)
        chart.paint_axis(painter, QRectF(0, 0, area.width(), look.axis_height))
        chart.paint_grid(painter, QRectF(rows.topLeft(), area.bottomRight()))
        bars = BarPainter(look, self.content, scale)
        scrolled = self.verticalScrollBar().value()
        self.painted_rows = bars.paint_in_sight(painter, rows, scrolled, self._selected)
        chart.paint_pool(painter, QRectF(rows.bottomLeft(), area.bottomRight()))
        if self.hasFocus():
            painter.setPen(QPen(look.highlight(), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    # Mouse, wheel and keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in CHANGES_LOOK:
            vars(self).pop("look", None)
            self._fit()
            self.viewport().update()
        return handled

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(_ZOOM ** (-turned.y() / 120), event.position().x())
        elif turned.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._move((turned.x() or turned.y()) / 2)
        else:
            super().wheelEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pulled = event.position()
        email = self._email_at(event.position())
        if email is not None:
            self._choose(email)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pulled is not None:
            self._move(event.position().x() - self._pulled.x())
            self._pulled = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pulled = None
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        email = self._email_at(event.position())
        if email is not None:
            self.renew_requested.emit(email)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        row, last = self._row_of(self._selected), len(self.content.bars) - 1
        rows = {
            Qt.Key.Key_Down: 0 if row is None else row + 1,
            Qt.Key.Key_Up: last if row is None else row - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.reset_zoom,
            Qt.Key.Key_Left: lambda: self._move(_STEP),
            Qt.Key.Key_Right: lambda: self._move(-_STEP),
        }
        if key in rows and last >= 0:
            row = min(max(rows[Qt.Key(key)], 0), last)
            self._choose(self.content.bars[row].judged.email)
        elif key in acts:
            acts[key]()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._selected is not None:
            self.renew_requested.emit(self._selected)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.text_at(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def text_at(self, place: QPointF) -> str:
        """What hovering there tells: of an account, or of the jobs that are usable then."""
        row = self._number_at(place)
        if row is not None:
            return tooltip(self.content.bars[row].judged)
        if not self.content.bars or place.y() < self._rows_rect().bottom():
            return ""
        return jobs_at(self.content, self.scale.moment(place.x()))

    def _choose(self, email: str) -> None:
        if email != self._selected:
            self.select_email(email)
            self.email_selected.emit(email)

    def _zoom(self, factor: float, x: float | None = None) -> None:
        scale = self.scale
        middle = scale.x(self.content.now) if x is None else max(x, scale.left)
        self._scale = scale.zoomed(factor, middle)
        self.viewport().update()

    def _move(self, pixels: float) -> None:
        self._scale = self.scale.moved(pixels)
        self.viewport().update()

    # Where things are

    def _rows_rect(self) -> QRectF:
        look = self.look
        area = QRectF(self.viewport().rect())
        return area.adjusted(0, look.axis_height, 0, -look.chart_height_in(area.height()))

    def _number_at(self, place: QPointF) -> int | None:
        rows = self._rows_rect()
        if not rows.contains(place):
            return None
        scrolled = place.y() - rows.top() + self.verticalScrollBar().value()
        number = int(scrolled // self.look.row_height)
        return number if number < len(self.content.bars) else None

    def _email_at(self, place: QPointF) -> str | None:
        number = self._number_at(place)
        return None if number is None else self.content.bars[number].judged.email

    def _row_of(self, email: str | None) -> int | None:
        if email is None:
            return None
        emails = (one.email for one in self.content.bars.judged)
        return next((number for number, one in enumerate(emails) if one == email), None)

    def _fit(self) -> None:
        height, room = self.look.row_height, self._rows_rect().height()
        bar = self.verticalScrollBar()
        bar.setPageStep(max(1, round(room)))
        bar.setSingleStep(round(height))
        bar.setRange(0, max(0, round(len(self.content.bars) * height - room)))

    def _describe(self) -> None:
        """To who cannot see it: the selected account, and the pool."""
        said = description(self.content, self._row_of(self._selected))
        text = ". ".join(said)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            if self.hasFocus():
                announce(self, said[0])
