"""The bundled icons, in the colours of the palette that is in force."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ltx_desktop.domain.expiry import State
from ltx_desktop.ui.style.colours import state_colour, tone_colour

_SIZES = (16, 24, 32, 48)


class Icons:
    """Draws the single-colour SVG files of a folder in any colour."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawn = cache(self._draw)

    @property
    def application_file(self) -> Path:
        return self._folder / "ltx-accounts.svg"

    def application(self) -> QIcon:
        return QIcon(str(self.application_file))

    def tray(self) -> QIcon:
        """White in a dark rim: a panel's colour is not to be known."""
        return QIcon(str(self._folder / "tray.svg"))

    def icon(self, name: str, palette: QPalette) -> QIcon:
        """An icon in the text colour, and in that of disabled text where it is disabled."""
        text = QPalette.ColorRole.ButtonText
        return self._drawn(
            name,
            palette.color(QPalette.ColorGroup.Active, text).name(),
            palette.color(QPalette.ColorGroup.Disabled, text).name(),
        )

    def state(self, state: State, palette: QPalette) -> QIcon:
        """In the state's colour, and in that of selected text on what is selected or pressed."""
        colour = state_colour(state, palette).name()
        selected = palette.color(QPalette.ColorRole.HighlightedText).name()
        return self._drawn(f"state-{state.value}", colour, colour, selected)

    def tone(self, name: str, palette: QPalette) -> QIcon:
        """`ok`, `info`, `warning` or `error`."""
        colour = tone_colour(name, palette).name()
        return self._drawn(name, colour, colour)

    def _draw(self, name: str, colour: str, disabled: str, selected: str | None = None) -> QIcon:
        renderer = QSvgRenderer(str(self._folder / f"{name}.svg"))
        icon = QIcon()
        inks = {
            QIcon.Mode.Normal: colour,
            QIcon.Mode.Disabled: disabled,
            QIcon.Mode.Selected: selected or colour,
        }
        for size in _SIZES:
            shape = _shape(renderer, size)
            tinted = {ink: _tinted(shape, ink) for ink in set(inks.values())}
            for mode, ink in inks.items():
                icon.addPixmap(tinted[ink], mode)
            icon.addPixmap(tinted[selected or colour], QIcon.Mode.Normal, QIcon.State.On)
        return icon


def _shape(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    return pixmap


def _tinted(shape: QPixmap, ink: str) -> QPixmap:
    pixmap = QPixmap(shape)
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), QColor(ink))
    painter.end()
    return pixmap
