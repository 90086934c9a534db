"""The bar of a session's life: pale what has passed, full what is left."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen

from ltx_desktop.domain.account import Mark
from ltx_desktop.domain.urgency import DEAD_STATES
from ltx_desktop.ui.timeline.content import Bar
from ltx_desktop.ui.timeline.scale import TimeScale

_PALE = 0.24
_BEYOND = 10
"""Pixels that a bar goes on beyond the axis, so that no rounded end is seen there."""


def life_place(row: QRectF, bar: Bar, scale: TimeScale, thick: float) -> QRectF:
    """Where the bar is; one without a known end goes on to the edge."""
    left = max(scale.x(bar.begin), scale.left - _BEYOND)
    right = scale.left + scale.width if bar.end is None else scale.x(bar.end)
    right = min(right, scale.left + scale.width + _BEYOND)
    top = row.center().y() - thick / 2
    return QRectF(left, top, max(thick, right - left), thick)


def paint_life(
    painter: QPainter, place: QRectF, bar: Bar, now: float, colour: QColor, *, edged: bool
) -> None:
    """`now` is a place on the axis. `edged`: what has passed has an edge, and no pale shade.

    A bar is hatched where the session is dead, fades where its end is unknown, and is dashed
    where it is an estimate.
    """
    radius = place.height() / 2
    now = min(max(now, place.left()), place.right())
    left = QRectF(QPointF(now, place.top()), place.bottomRight())
    dead = bar.judged.expiry.state in DEAD_STATES
    painter.setPen(Qt.PenStyle.NoPen)
    if not edged:
        painter.setBrush(_shade(colour, _PALE))
        painter.drawRoundedRect(place, radius, radius)
    if dead:
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(place, radius, radius)
    elif bar.end is None:
        fading = QLinearGradient(left.topLeft(), left.topRight())
        fading.setColorAt(0, _shade(colour, 0.5))
        fading.setColorAt(1, _shade(colour, 0.0))
        painter.setBrush(fading)
        painter.drawRoundedRect(left, radius, radius)
    elif left.width() > 0:
        painter.setBrush(colour)
        painter.drawRoundedRect(left, min(radius, left.width() / 2), radius)
    estimate = Mark.ESTIMATE in bar.judged.expiry.marks or bar.end is None
    if dead or edged or estimate:
        style = Qt.PenStyle.DashLine if estimate else Qt.PenStyle.SolidLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1, style))
        inside = place.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inside, radius, radius)


def paint_access(
    painter: QPainter, place: QRectF, bar: Bar, scale: TimeScale, now: float, paper: QColor
) -> None:
    """The access token's end, a small tick across the life."""
    access = bar.judged.expiry.access
    if access is None:
        return
    x = scale.x(access)
    if now < x < place.right():
        painter.setPen(QPen(paper, 1.5))
        painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))


def _shade(colour: QColor, alpha: float) -> QColor:
    shade = QColor(colour)
    shade.setAlphaF(alpha)
    return shade
