"""The bars of the accounts: states by icon and pattern, ends by their shape."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QIcon, QLinearGradient, QPainter, QPen

from ltx_desktop.domain.account import CONTRADICTIONS, Mark
from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.urgency import DEAD_STATES
from ltx_desktop.ui.style.metrics import ICON, NEAR, TIGHT
from ltx_desktop.ui.timeline.content import Bar, Content
from ltx_desktop.ui.timeline.look import TimelineLook
from ltx_desktop.ui.timeline.scale import TimeScale
from ltx_desktop.wording.called import called
from ltx_desktop.wording.states import deadline_text, state_word

_ICON = float(ICON.width())
_GAP = float(NEAR)
_SELECTED = 0.16
_PLATE = float(TIGHT)
"""Around a countdown, clear of the lines that would cross it."""


class BarPainter:
    """Paints rows one by one; `rect` is the row with its gutter."""

    def __init__(self, look: TimelineLook, content: Content, scale: TimeScale) -> None:
        self._look = look
        self._content = content
        self._scale = scale

    def paint_in_sight(
        self, painter: QPainter, rows: QRectF, scrolled: float, selected: str | None
    ) -> int:
        """Those that are seen in `rows`, and the account `selected` marked; how many they are."""
        painter.save()
        painter.setClipRect(rows)
        height, bars = self._look.row_height, self._content.bars
        first = int(scrolled // height)
        last = min(len(bars) - 1, int((scrolled + rows.height()) // height))
        for number in range(first, last + 1):
            place = QRectF(0, rows.top() + number * height - scrolled, rows.width(), height)
            self.paint(painter, place, bars[number], selected=bars[number].judged.email == selected)
        painter.restore()
        return max(0, last + 1 - first)

    def paint(self, painter: QPainter, rect: QRectF, bar: Bar, *, selected: bool) -> None:
        if selected:
            painter.setPen(QPen(self._look.highlight(), 1.5))
            if self._look.is_high_contrast:
                painter.drawRect(rect.adjusted(1, 1, -1, -1))
            else:
                painter.fillRect(rect, self._look.highlight(_SELECTED))
                painter.drawLine(rect.topLeft(), rect.bottomLeft())
        self._paint_name(painter, rect, bar)
        painter.save()
        painter.setClipRect(
            QRectF(self._scale.left, rect.top(), self._scale.width, rect.height()),
            Qt.ClipOperation.IntersectClip,
        )
        place = self._place(rect, bar)
        self._paint_life(painter, place, bar)
        self._paint_access(painter, place, bar)
        self._paint_countdown(painter, rect, place, bar, selected=selected)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRectF, bar: Bar) -> None:
        look = self._look
        icon = QRectF(rect.left() + _GAP, rect.center().y() - _ICON / 2, _ICON, _ICON)
        look.icons.state(bar.judged.expiry.state, look.palette).paint(painter, icon.toRect())
        left = icon.right() + _GAP
        room = QRectF(left, rect.top(), self._scale.left - left - _GAP, rect.height())
        name = called(bar.judged.record, 200)
        elided = look.metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.setPen(look.text())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)

    def _place(self, rect: QRectF, bar: Bar) -> QRectF:
        """Where the bar is; one without a known end goes on to the edge."""
        scale = self._scale
        left = max(scale.x(bar.begin), scale.left - 10)
        right = scale.left + scale.width if bar.end is None else scale.x(bar.end)
        right = min(right, scale.left + scale.width + 10)
        thick = round(rect.height() * 0.46)
        top = rect.center().y() - thick / 2
        return QRectF(left, top, max(3.0, right - left), thick)

    def _paint_life(self, painter: QPainter, place: QRectF, bar: Bar) -> None:
        """What has passed is pale; what is left is full, and fades where its end is unknown."""
        look, state = self._look, bar.judged.expiry.state
        now = min(max(self._scale.x(self._content.now), place.left()), place.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.state(state, 0.22))
        painter.drawRoundedRect(place, 3, 3)
        left = QRectF(QPointF(now, place.top()), place.bottomRight())
        if state in DEAD_STATES:
            # Crossed out: nothing of it can be used.
            painter.setBrush(QBrush(look.state(state, 0.8), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(place, 3, 3)
        elif bar.end is None:
            fading = QLinearGradient(left.topLeft(), left.topRight())
            fading.setColorAt(0, look.state(state, 0.3))
            fading.setColorAt(1, look.state(state, 0.0))
            painter.setBrush(fading)
            painter.drawRoundedRect(left, 3, 3)
        else:
            painter.setBrush(look.state(state, 0.75))
            painter.drawRoundedRect(left, 3, 3)
        estimate = Mark.ESTIMATE in bar.judged.expiry.marks or bar.end is None
        painter.setBrush(Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.DashLine if estimate else Qt.PenStyle.SolidLine
        painter.setPen(QPen(look.state(state), 1, style))
        painter.drawRoundedRect(place, 3, 3)

    def _paint_access(self, painter: QPainter, place: QRectF, bar: Bar) -> None:
        """The access token, a thin line inside the life."""
        access = bar.judged.expiry.access
        if access is None or access <= self._content.now:
            return
        begin = max(self._scale.x(self._content.now), place.left())
        end = min(self._scale.x(access), place.right())
        if end - begin >= 1:
            painter.setPen(QPen(self._look.base(), max(2.0, place.height() * 0.22)))
            middle = place.center().y()
            painter.drawLine(QPointF(begin, middle), QPointF(end, middle))

    def _paint_countdown(
        self, painter: QPainter, rect: QRectF, place: QRectF, bar: Bar, *, selected: bool
    ) -> None:
        """Right of the end, or left of the bar where there is no room."""
        look = self._look
        expiry = bar.judged.expiry
        attention = expiry.state is State.NEEDS_ATTENTION
        # That a person has to act now is no date: it would be odd to read at one.
        text = state_word(expiry.state) if attention else deadline_text(expiry, self._content.now)
        width = look.metrics.horizontalAdvance(text)
        marked = bool(expiry.marks & CONTRADICTIONS)
        needed = width + (_ICON + 2 if marked else 0)
        edge = self._scale.left + self._scale.width
        if bar.end is None:
            left = max(place.left(), self._scale.x(self._content.now)) + _GAP
        elif place.right() + _GAP + needed <= edge:
            left = place.right() + _GAP
        elif place.left() - _GAP - needed >= self._scale.left:
            left = place.left() - _GAP - needed
        else:
            return
        plate = QRectF(left, rect.center().y() - look.line / 2, needed, look.line)
        self._paint_plate(painter, plate.adjusted(-_PLATE, 0, _PLATE, 0), selected=selected)
        if marked:
            icon = QRectF(left, rect.center().y() - _ICON / 2, _ICON, _ICON).toRect()
            tone: QIcon = look.icons.tone("warning", look.palette)
            painter.drawPixmap(
                icon.topLeft(), tone.pixmap(ICON, painter.device().devicePixelRatio())
            )
            left += _ICON + 2
        painter.setPen(look.text())
        room = QRectF(left, rect.top(), width + 2, rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_plate(self, painter: QPainter, plate: QRectF, *, selected: bool) -> None:
        whole = plate.toAlignedRect()
        painter.fillRect(whole, self._look.base())
        if selected and not self._look.is_high_contrast:
            painter.fillRect(whole, self._look.highlight(_SELECTED))
