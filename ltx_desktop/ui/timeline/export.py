"""The whole timeline as a picture for a file, on paper's white."""

from datetime import datetime

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPalette
from PySide6.QtSvg import QSvgGenerator

from ltx_desktop.ui.timeline.bars import BarPainter
from ltx_desktop.ui.timeline.chart import ChartPainter
from ltx_desktop.ui.timeline.content import Content
from ltx_desktop.ui.timeline.look import TimelineLook
from ltx_desktop.ui.timeline.scale import TimeScale
from ltx_desktop.wording.dates import date_time
from ltx_desktop.wording.timeline import picture_title

_WIDTH = 1400
_MARGIN = 16
_SHARP = 2
"""Pixels of a PNG for each of the window."""


def as_png(content: Content, look: TimelineLook, scale: TimeScale) -> bytes:
    size = _size(content, look)
    image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    _paint(painter, size, content, look, scale)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def as_svg(content: Content, look: TimelineLook, scale: TimeScale) -> bytes:
    size = _size(content, look)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(_title(content.now))
    painter = QPainter(generator)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), Qt.GlobalColor.white)
    _paint(painter, size, content, look, scale)
    painter.end()
    return bytes(data.data())


def _title(now: datetime) -> str:
    return picture_title(date_time(now))


def _size(content: Content, look: TimelineLook) -> QSize:
    rows = len(content.bars) * look.row_height
    height = look.axis_height * 2 + rows + look.chart_height + 2 * _MARGIN
    return QSize(_WIDTH, round(height))


def _paint(
    painter: QPainter, size: QSize, content: Content, screen: TimelineLook, scale: TimeScale
) -> None:
    """`scale` gives the span of time that is in sight on the screen."""
    look = TimelineLook(screen.icons, _paper(), screen.font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.font)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setPen(look.text())
    left, width = float(_MARGIN), size.width() - 2.0 * _MARGIN
    gutter = look.gutter(width, content.longest)
    placed = TimeScale(scale.begin, scale.end, left + gutter, width - gutter)
    chart = ChartPainter(look, content, placed)
    top = float(_MARGIN)
    painter.drawText(
        QRectF(left, top, width, look.axis_height), Qt.AlignmentFlag.AlignLeft, _title(content.now)
    )
    top += look.axis_height
    rows = look.row_height * len(content.bars)
    chart.paint_axis(painter, QRectF(left, top, width, look.axis_height))
    top += look.axis_height
    chart.paint_grid(painter, QRectF(left, top, width, rows + look.chart_height))
    bars = BarPainter(look, content, placed)
    for number, bar in enumerate(content.bars):
        place = QRectF(left, top + number * look.row_height, width, look.row_height)
        bars.paint(painter, place, bar, selected=False)
    chart.paint_pool(painter, QRectF(left, top + rows, width, look.chart_height))


def _paper() -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor("#f0f0f0"))
    for name, colour in {
        role.Base: "#ffffff",
        role.Text: "#1a1a1a",
        role.Highlight: "#1f6fc4",
    }.items():
        palette.setColor(name, QColor(colour))
    return palette
