"""The application's icon as files of all kinds, drawn from its SVG."""

import os
from pathlib import Path

from facts import ICONS, NAME, ROOT
from PIL import Image

SOURCE = ROOT / "resources" / "icons" / f"{NAME}.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
"""Pixels."""
_ICO_SIZES = [(size, size) for size in SIZES if size <= 256]


def draw_icons() -> None:
    """`NAME-SIZE.png` for each size, `NAME.ico` for Windows and `NAME.icns` for macOS."""
    ICONS.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        _draw(size, png(size))
    largest = Image.open(png(SIZES[-1]))
    drawn = [Image.open(png(size)) for size in SIZES[:-1]]
    largest.save(ICONS / f"{NAME}.ico", sizes=_ICO_SIZES, append_images=drawn)
    largest.save(ICONS / f"{NAME}.icns", append_images=drawn)


def png(size: int) -> Path:
    return ICONS / f"{NAME}-{size}.png"


def _draw(size: int, path: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt  # after the platform was chosen
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    if not image.save(str(path)):
        raise SystemExit(f"{path} cannot be written")
