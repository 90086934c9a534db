"""The bars of the accounts: states by icon and pattern, ends by their shape."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter

from ltx_desktop.domain.account import CONTRADICTIONS
from ltx_desktop.domain.expiry import State
from ltx_desktop.ui.style.metrics import ICON, NEAR, TIGHT
from ltx_desktop.ui.timeline.content import Bar, Content
from ltx_desktop.ui.timeline.life import life_place, paint_access, paint_life
from ltx_desktop.ui.timeline.look import TimelineLook
from ltx_desktop.ui.timeline.scale import TimeScale
from ltx_desktop.wording.called import called
from ltx_desktop.wording.states import deadline_text, state_word

_ICON = float(ICON.width())
_GAP = float(NEAR)
_PLATE = float(TIGHT)
"""Around a countdown, clear of the lines that would cross it."""


class BarPainter:
    """Paints rows one by one; `rect` is the row with its gutter."""

    def __init__(self, look: TimelineLook, content: Content, scale: TimeScale) -> None:
        self._look = look
        self._content = content
        self._scale = scale

    def paint(self, painter: QPainter, rect: QRectF, bar: Bar) -> None:
        self._paint_name(painter, rect, bar)
        painter.save()
        painter.setClipRect(
            QRectF(self._scale.left, rect.top(), self._scale.width, rect.height()),
            Qt.ClipOperation.IntersectClip,
        )
        look, scale = self._look, self._scale
        place = life_place(rect, bar, scale, round(rect.height() * 0.4))
        now, state = scale.x(self._content.now), bar.judged.expiry.state
        paint_life(painter, place, bar, now, look.state(state), edged=look.is_high_contrast)
        paint_access(painter, place, bar, scale, now, look.base())
        self._paint_countdown(painter, rect, place, bar)
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

    def _paint_countdown(self, painter: QPainter, rect: QRectF, place: QRectF, bar: Bar) -> None:
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
        whole = plate.adjusted(-_PLATE, 0, _PLATE, 0).toAlignedRect()
        painter.fillRect(whole, look.base())
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
