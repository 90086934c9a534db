"""The axis of time, and the jobs of the pool that step down below the bars."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ltx_desktop.domain.expiry import State
from ltx_desktop.ui.measures import NEAR
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
        for x, state in ((urgent, State.URGENT), (soon, State.RENEW_SOON)):
            painter.setPen(QPen(look.state(state, 0.8), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
        painter.setPen(QPen(look.text(), 1.5))
        painter.drawLine(QPointF(begin, rect.top()), QPointF(begin, rect.bottom()))
        painter.restore()

    def paint_axis(self, painter: QPainter, rect: QRectF) -> None:
        """Labels: now and the thresholds first, then dates where there is room left."""
        look, scale, now = self._look, self._scale, self._content.now
        spans = self._content.thresholds
        wanted = [(scale.x(now), _("now"), look.text())]
        wanted += [
            (scale.x(now + span), duration(span), look.state(state))
            for span, state in (
                (spans.urgent, State.URGENT),
                (spans.renew_soon, State.RENEW_SOON),
            )
        ]
        wanted += [(tick.x, tick.label, look.faint(0.75)) for tick in scale.ticks()]
        taken: list[QRectF] = []
        for x, text, colour in wanted:
            width = look.metrics.horizontalAdvance(text) + 8
            place = QRectF(x - width / 2, rect.top(), width, rect.height())
            right = scale.left + scale.width
            if not taken and scale.left <= x <= right:
                # Now is named wherever it is in sight.
                place.moveLeft(min(max(place.left(), scale.left), right - width))
            inside = scale.left <= place.left() and place.right() <= right
            if inside and not any(place.intersects(other) for other in taken):
                taken.append(place)
                painter.setPen(colour)
                painter.drawText(place, _CENTRE, text)

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
