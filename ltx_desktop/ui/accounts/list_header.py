"""The list's header: titles, the sorted one marked, and the dates of the axis above the lives."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPolygon, QWheelEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ltx_desktop.ui.accounts.cells import title
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.accounts.row_painter import RowPainter
from ltx_desktop.ui.style.metrics import NEAR, TIGHT
from ltx_desktop.ui.timeline.axis import TimeAxis
from ltx_desktop.ui.widgets.viewport import give_viewport
from ltx_desktop.wording.translation import _

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_GAP = 6
"""Pixels between two dates, at the least."""

_RIGHT_ALIGNED = frozenset({Column.DEADLINE, Column.MAX_JOBS})


class ListHeader(QHeaderView):
    """Above the lives, a drag moves the axis and the wheel with Ctrl zooms it."""

    def __init__(self, axis: TimeAxis, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        give_viewport(self)
        self._axis = axis
        self._rows: RowPainter | None = None
        self._pulled: float | None = None
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def use(self, rows: RowPainter) -> None:
        """Paint with the look of the rows."""
        self._rows = rows
        self.setFixedHeight(rows.look.small.height + 14)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's
        if self._rows is None:
            return
        look, column = self._rows.look, Column(logicalIndex)
        painter.save()
        painter.fillRect(rect, look.surface)
        painter.setPen(look.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(look.muted)
        painter.setFont(look.small.font)
        if column is Column.LIFE:
            self._paint_axis(painter, rect, self._rows)
        elif column is not Column.RENEW:
            self._paint_title(painter, rect, column)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, column: Column) -> None:
        inside = rect.adjusted(NEAR, 0, -NEAR, 0)
        if column is Column.EMAIL and not self.sectionsMovable():
            inside = rect.adjusted(NEAR + TIGHT, 0, -NEAR, 0)
        metrics = painter.fontMetrics()
        rtl = self.isRightToLeft()
        at_end = column in _RIGHT_ALIGNED and not self.sectionsMovable()
        centred = (
            column in {Column.MAX_JOBS, Column.RUNNING, Column.BALANCE} and self.sectionsMovable()
        )
        side = Qt.AlignmentFlag.AlignRight if at_end != rtl else Qt.AlignmentFlag.AlignLeft
        if centred:
            side = Qt.AlignmentFlag.AlignHCenter
        words = title(column)
        if column is Column.MAX_JOBS and not self.sectionsMovable():
            words = _("Jobs")
        is_sorted = self.sortIndicatorSection() == column and self.isSortIndicatorShown()
        room = inside.width() - (10 if is_sorted else 0)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, side | _MIDDLE, shown)
        if is_sorted:
            width = metrics.horizontalAdvance(shown)
            if centred:
                x = inside.center().x() + width // 2 + 7
            elif side is Qt.AlignmentFlag.AlignRight:
                x = inside.right() - width - 7
            else:
                x = inside.left() + width + 7
            self._paint_arrow(painter, QPoint(x, inside.center().y()))

    def _paint_arrow(self, painter: QPainter, at: QPoint) -> None:
        falls = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        way = 2 if falls else -2
        painter.setBrush(painter.pen().color())
        painter.drawPolygon(
            QPolygon([at + QPoint(-3, -way), at + QPoint(3, -way), at + QPoint(0, way)])
        )

    def _paint_axis(self, painter: QPainter, rect: QRect, rows: RowPainter) -> None:
        """Today first, then the dates that have room beside it."""
        look, content = rows.look, self._axis.content
        scale = rows.scale(rect.left(), rect.width())
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        today = _("today")
        labels = [(scale.x(content.now), today, look.group.width(today))]
        plain = painter.fontMetrics()
        labels += [
            (tick.x, tick.label, plain.horizontalAdvance(tick.label)) for tick in scale.ticks()
        ]
        taken: list[QRectF] = []
        for number, (x, label, width) in enumerate(labels):
            place = QRectF(x - width / 2, rect.top(), width, rect.height())
            wide = place.adjusted(-_GAP, 0, _GAP, 0)
            inside = rect.left() <= place.left() and place.right() <= rect.right()
            if not inside or any(wide.intersects(other) for other in taken):
                continue
            taken.append(wide)
            painter.setFont((look.small if number else look.group).font)
            painter.setPen(look.muted if number else look.ink)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label)

    # Moving and zooming the axis

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        over_axis = self.logicalIndexAt(place) == Column.LIFE
        if over_axis and event.button() is Qt.MouseButton.LeftButton and not self._is_edge(place):
            self._pulled = event.position().x()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pulled is None:
            super().mouseMoveEvent(event)
            return
        x = event.position().x()
        self._axis.move((x - self._pulled) / max(1, self.sectionSize(Column.LIFE)))
        self._pulled = x

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pulled is None:
            super().mouseReleaseEvent(event)
            return
        self._pulled = None
        self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.logicalIndexAt(event.position().toPoint()) == Column.LIFE:
            self._axis.reset()
        else:
            super().mouseDoubleClickEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not turn(self._axis, event, self.share(event.position().x())):
            super().wheelEvent(event)

    def share(self, x: float) -> float | None:
        """How far along the axis a place is, 0 to 1; None beside it."""
        left, width = self.sectionViewportPosition(Column.LIFE), self.sectionSize(Column.LIFE)
        inside = not self.isSectionHidden(Column.LIFE) and left <= x < left + width
        return (x - left) / width if inside else None

    def _is_edge(self, place: QPoint) -> bool:
        """Whether a column is made wider or narrower there."""
        near = QPoint(4, 0)
        return self.logicalIndexAt(place + near) != self.logicalIndexAt(place - near)


def turn(axis: TimeAxis, event: QWheelEvent, share: float | None) -> bool:
    """Zoom with Ctrl, move with Shift or a sideways wheel; whether the event was for the axis."""
    if share is None:
        return False
    turned = event.angleDelta()
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        axis.turn_wheel(turned.y() / 120, share)
    elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        axis.move((turned.x() or turned.y()) / 1200)
    else:
        return False
    event.accept()
    return True
