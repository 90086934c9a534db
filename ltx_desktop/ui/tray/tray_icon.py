"""A monochrome icon with a badge for the worst state, told by shape as well as by colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from ltx_desktop.domain.expiry import State
from ltx_desktop.ui.style.icons import Icons

_SIZES = (16, 22, 24, 32, 44, 48, 64)
"""Panels draw at 16 to 24 pixels, and at twice that on fine screens."""

_BADGE = 0.62
"""Of the icon's edge."""

_INK = QColor("#ffffff")
_DARK_INK = QColor("#1b1b1b")

_TRIANGLE = ((0.5, 0.0), (1.0, 0.96), (0.0, 0.96))
_DIAMOND = ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5))
_HOURGLASS = ((0.05, 0.0), (0.95, 0.0), (0.5, 0.5), (0.95, 1.0), (0.05, 1.0), (0.5, 0.5))


def tray_icon(icons: Icons, worst: State | None) -> QIcon:
    """Without a badge where nothing is wrong, or where there is no account."""
    plain = icons.tray()
    if worst is None or worst is State.HEALTHY:
        return plain
    icon = QIcon()
    for size in _SIZES:
        pixmap = plain.pixmap(size)
        pixmap.setDevicePixelRatio(1)
        _draw_badge(pixmap, worst)
        icon.addPixmap(pixmap)
    return icon


def _draw_badge(pixmap: QPixmap, state: State) -> None:
    """In the lower right corner; a clear rim parts it from the icon."""
    edge = pixmap.width()
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(edge * (1 - _BADGE), edge * (1 - _BADGE))
    painter.scale(edge * _BADGE, edge * _BADGE)
    shape, colour, ink, sign = _badge(state)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(_pen(_DARK_INK, 0.22))
    painter.drawPath(shape)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.fillPath(shape, colour)
    painter.setPen(_pen(ink, 0.15))
    painter.drawPath(sign)
    painter.end()


def _pen(colour: QColor, width: float) -> QPen:
    round_ = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(colour, width, Qt.PenStyle.SolidLine, *round_)


def _badge(state: State) -> tuple[QPainterPath, QColor, QColor, QPainterPath]:
    """Shape, its colour, and the colour and strokes of the sign on it; in a square of edge 1."""
    match state:
        case State.NEEDS_ATTENTION:
            return _polygon(_TRIANGLE), QColor("#a366f0"), _DARK_INK, _exclamation(0.4, 0.6)
        case State.EXPIRED:
            cross = _strokes(((0.3, 0.3), (0.7, 0.7)), ((0.7, 0.3), (0.3, 0.7)))
            return _disc(), QColor("#e03440"), _INK, cross
        case State.URGENT:
            return _polygon(_DIAMOND), QColor("#ff8a33"), _DARK_INK, _exclamation(0.26, 0.52)
        case State.RENEW_SOON:
            return _polygon(_HOURGLASS), QColor("#f2c037"), _DARK_INK, QPainterPath()
        case State.UNKNOWN:
            return _square(), QColor("#8995a2"), _DARK_INK, _strokes(((0.3, 0.5), (0.7, 0.5)))
        case State.HEALTHY:
            return QPainterPath(), _INK, _INK, QPainterPath()


def _polygon(corners: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    path.closeSubpath()
    return path


def _disc() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(0.02, 0.02, 0.96, 0.96))
    return path


def _square() -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(0.08, 0.08, 0.84, 0.84))
    return path


def _exclamation(top: float, bottom: float) -> QPainterPath:
    """The dot is a stroke too short to be seen as one."""
    return _strokes(((0.5, top), (0.5, bottom)), ((0.5, bottom + 0.22), (0.5, bottom + 0.23)))


def _strokes(*lines: tuple[tuple[float, float], tuple[float, float]]) -> QPainterPath:
    path = QPainterPath()
    for start, end in lines:
        path.moveTo(*start)
        path.lineTo(*end)
    return path
