"""The axis of time, and the jobs of the pool that step down below the bars."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ltx_desktop.domain.expiry import State
from ltx_desktop.ui.style.metrics import NEAR
from ltx_desktop.ui.timeline.content import Content
from ltx_desktop.ui.timeline.look import TimelineLook
from ltx_desktop.ui.timeline.scale import TimeScale
from ltx_desktop.wording.dates import short_date
from ltx_desktop.wording.durations import duration
from ltx_desktop.wording.timeline import jobs_now
from ltx_desktop.wording.translation import _

_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_GAP = float(NEAR)
_LEAST_STEP = 0.5
"""Pixels; what is closer together cannot be told apart."""

Height = Callable[[int], float]
"""Where a number of jobs stands."""


@dataclass(frozen=True, slots=True)
class _NamedLine:
    """At `x`; its `name` has the room of `width` from `left` on."""

    x: float
    pen: QPen
    name: str
    left: float
    width: float


class ChartPainter:
    def __init__(self, look: TimelineLook, content: Content, scale: TimeScale) -> None:
        self._look = look
        self._content = content
        self._scale = scale

    def paint_grid(self, painter: QPainter, rect: QRectF) -> None:
        """The marks of the axis, the thresholds and now, through all of `rect`."""
        look, scale, now = self._look, self._scale, self._content.now
        painter.save()
        painter.setClipRect(QRectF(scale.left, rect.top(), scale.width + 1, rect.height()))
        spans = self._content.thresholds
        begin, urgent, soon = (
            scale.x(now),
            scale.x(now + spans.urgent),
            scale.x(now + spans.renew_soon),
        )
        for left, right, state in (
            (begin, urgent, State.URGENT),
            (urgent, soon, State.RENEW_SOON),
        ):
            painter.fillRect(
                QRectF(left, rect.top(), right - left, rect.height()), look.state(state, 0.07)
            )
        painter.setPen(QPen(look.faint(0.13), 1))
        for tick in scale.ticks():
            painter.drawLine(QPointF(tick.x, rect.top()), QPointF(tick.x, rect.bottom()))
        for line in reversed(self._named_lines()):
            painter.setPen(line.pen)
            painter.drawLine(QPointF(line.x, rect.top()), QPointF(line.x, rect.bottom()))
        painter.restore()

    def paint_axis(self, painter: QPainter, rect: QRectF) -> None:
        """Labels: now and the thresholds first, then dates where there is room left."""
        look, scale = self._look, self._scale
        taken = []
        for line in self._named_lines():
            place = QRectF(line.left, rect.top(), line.width, rect.height())
            taken.append(place)
            painter.setPen(line.pen.color())
            painter.drawText(place, _CENTRE, line.name)
        painter.setPen(look.faint(0.75))
        for tick in scale.ticks():
            width = self._width(tick.label)
            place = QRectF(tick.x - width / 2, rect.top(), width, rect.height())
            inside = scale.left <= place.left() and place.right() <= scale.left + scale.width
            if inside and not any(place.intersects(other) for other in taken):
                taken.append(place)
                painter.drawText(place, _CENTRE, tick.label)

    def _named_lines(self) -> list[_NamedLine]:
        """Now and the thresholds, as far as there is room for their names, side by side."""
        look, scale, now = self._look, self._scale, self._content.now
        spans = self._content.thresholds
        wanted = [(now, _("now"), QPen(look.text(), 1.5))]
        wanted += [
            (now + span, duration(span), QPen(look.state(state), 1, Qt.PenStyle.DotLine))
            for span, state in (
                (spans.urgent, State.URGENT),
                (spans.renew_soon, State.RENEW_SOON),
            )
        ]
        lines: list[_NamedLine] = []
        free_from, right = scale.left, scale.left + scale.width
        for moment, name, pen in wanted:
            x, width = scale.x(moment), self._width(name)
            left = max(min(x - width / 2, right - width), free_from)
            is_new = not lines or x > lines[-1].x
            if is_new and scale.left <= x <= right and left + width <= right:
                lines.append(_NamedLine(x, pen, name, left, width))
                free_from = left + width
        return lines

    def _width(self, label: str) -> float:
        return self._look.metrics.horizontalAdvance(label) + 8

    def paint_pool(self, painter: QPainter, rect: QRectF) -> None:
        """Jobs over time as an area that steps down, with numbers and dates; none in no `rect`."""
        if rect.isEmpty():
            return
        look, scale, pool = self._look, self._scale, self._content.pool
        self._paint_pool_name(painter, rect)
        painter.setPen(QPen(look.faint(0.35), 1))
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.save()
        area = QRectF(scale.left, rect.top(), scale.width, rect.height())
        painter.setClipRect(area)
        inner = area.adjusted(0, look.line * 1.3, 0, -look.line * 1.2)
        highest = max(pool.all, 1)

        def y(jobs: int) -> float:
            return inner.bottom() - inner.height() * jobs / highest

        line = QPainterPath(QPointF(scale.x(self._content.now), y(pool.usable)))
        last = scale.x(self._content.now)
        for step in pool.steps:
            x = scale.x(step.moment)
            if x - last >= _LEAST_STEP:
                line.lineTo(x, line.currentPosition().y())
                last = x
            line.lineTo(last, y(step.jobs))
        line.lineTo(max(area.right(), line.currentPosition().x()), line.currentPosition().y())
        fill = QPainterPath(line)
        fill.lineTo(fill.currentPosition().x(), inner.bottom())
        fill.lineTo(scale.x(self._content.now), inner.bottom())
        painter.fillPath(fill, look.highlight(0.18))
        painter.setPen(QPen(look.highlight(), 2))
        painter.drawPath(line)
        self._paint_steps(painter, area, y, inner.bottom())
        painter.restore()

    def _paint_pool_name(self, painter: QPainter, rect: QRectF) -> None:
        look = self._look
        width = self._scale.left - 2 * _GAP
        room = QRectF(rect.left() + _GAP, rect.top(), width, rect.height())
        lines = [_("Usable jobs"), jobs_now(self._content.pool)]
        if self._content.pool.unknown:
            lines.append(_("{count} without a known end").format(count=self._content.pool.unknown))
        elided = [look.metrics.elidedText(one, Qt.TextElideMode.ElideRight, width) for one in lines]
        painter.setPen(look.text())
        painter.drawText(room, _LEFT, "\n".join(elided))

    def _paint_steps(self, painter: QPainter, area: QRectF, y: Height, floor: float) -> None:
        """The number after each step above the line, its date below the area."""
        look, scale, pool = self._look, self._scale, self._content.pool
        numbers = [
            (self._content.now, pool.usable),
            *((one.moment, one.jobs) for one in pool.steps),
        ]
        free_from = area.left()
        for moment, jobs in numbers:
            # Of many, most have no room; to ask for their widths would take long.
            if scale.x(moment) < free_from or not scale.begin <= moment <= scale.end:
                continue
            number = str(jobs)
            date = short_date(moment) if moment > self._content.now else ""
            widest = max(map(look.metrics.horizontalAdvance, (number, date)))
            x = min(scale.x(moment) + 4, area.right() - widest - 2)
            if x < free_from:
                continue
            free_from = x + widest + 8
            painter.setPen(look.text())
            above = QRectF(x, y(jobs) - look.line - 1, widest, look.line)
            painter.drawText(above, _LEFT, number)
            painter.setPen(look.faint(0.75))
            painter.drawText(QRectF(x, floor, widest, look.line), _LEFT, date)
