"""The timeline as a picture for a file, on paper's white."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPaintDevice, QPainter, QPalette
from PySide6.QtSvg import QSvgGenerator

from ltx_desktop.ui.timeline.bars import BarPainter
from ltx_desktop.ui.timeline.chart import ChartPainter
from ltx_desktop.ui.timeline.content import Bars, Content
from ltx_desktop.ui.timeline.look import TimelineLook
from ltx_desktop.ui.timeline.scale import TimeScale
from ltx_desktop.wording.dates import date_time
from ltx_desktop.wording.timeline import picture_title

_WIDTH = 1400
_MARGIN = 16
_SHARP = 2
"""Pixels of a PNG for each of the window."""


_TALLEST = 12_000
"""Pixels of the window. Qt paints the first 32,767 pixels of an image; this is 270 MB."""

_STRIP = 200
"""Pixels that are painted at once of what goes through the whole picture."""

_TURN = 0.008
"""Seconds of painting, after which the window gets a turn."""

Encode = Callable[[], bytes]
"""Makes the file's content, in any thread; empty where there is too little memory for it."""


def rows_in_picture(content: Content, look: TimelineLook) -> int:
    """How many accounts have room in it."""
    return min(len(content.bars), int((_TALLEST - _around_rows(look)) // look.row_height))


async def draw_png(content: Content, look: TimelineLook, scale: TimeScale) -> Encode:
    content = _most_urgent(content, look)
    size = _size(content, look)
    image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
    if image.isNull():
        return bytes
    image.setDevicePixelRatio(_SHARP)
    with _painting(image) as painter:
        await _paint(painter, size, content, look, scale)

    def encode() -> bytes:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        is_whole = QImageWriter(buffer, QByteArray(b"png")).write(image)
        return bytes(data.data()) if is_whole else b""

    return encode


async def draw_svg(content: Content, look: TimelineLook, scale: TimeScale) -> Encode:
    content = _most_urgent(content, look)
    size = _size(content, look)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(_title(content.now))
    with _painting(generator) as painter:
        await _paint(painter, size, content, look, scale)
    return lambda: bytes(data.data())


@contextmanager
def _painting(device: QPaintDevice) -> Iterator[QPainter]:
    """Ended also where the drawing is cancelled: Qt does not bear a device that goes first."""
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()


def _most_urgent(content: Content, look: TimelineLook) -> Content:
    judged = content.bars.judged[: rows_in_picture(content, look)]
    return replace(content, bars=Bars(judged, content.now))


def _title(now: datetime) -> str:
    return picture_title(date_time(now))


def _size(content: Content, look: TimelineLook) -> QSize:
    return QSize(_WIDTH, round(len(content.bars) * look.row_height + _around_rows(look)))


def _around_rows(look: TimelineLook) -> float:
    return look.axis_height * 2 + look.chart_height + 2 * _MARGIN


async def _paint(
    painter: QPainter, size: QSize, content: Content, screen: TimelineLook, scale: TimeScale
) -> None:
    """`scale` gives the span of time that is in sight on the screen."""
    pause_at = time.perf_counter() + _TURN
    for _painted in _pieces(painter, size, content, screen, scale):
        if time.perf_counter() >= pause_at:
            await asyncio.sleep(0)
            pause_at = time.perf_counter() + _TURN


def _pieces(
    painter: QPainter, size: QSize, content: Content, screen: TimelineLook, scale: TimeScale
) -> Iterator[None]:
    """Painted one after the other."""
    for strip in _strips(QRectF(QPointF(), size)):
        painter.fillRect(strip, Qt.GlobalColor.white)
        yield
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
    yield
    top += look.axis_height
    for strip in _strips(QRectF(left, top, width, rows + look.chart_height)):
        chart.paint_grid(painter, strip)
        yield
    bars = BarPainter(look, content, placed)
    for number, bar in enumerate(content.bars):
        place = QRectF(left, top + number * look.row_height, width, look.row_height)
        bars.paint(painter, place, bar)
        yield
    chart.paint_pool(painter, QRectF(left, top + rows, width, look.chart_height))


def _strips(place: QRectF) -> Iterator[QRectF]:
    for begin in range(0, round(place.height()), _STRIP):
        height = min(_STRIP, place.height() - begin)
        yield QRectF(place.left(), place.top() + begin, place.width(), height)


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
