"""The bundled icons, in the colours of the palette that is in force."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ltx_desktop.domain.expiry import State

_SIZES = (16, 24, 32, 48)

_STATE_COLOURS: dict[State, tuple[str, str]] = {
    State.HEALTHY: ("#1a7f37", "#57c46f"),
    State.RENEW_SOON: ("#8a6100", "#e0b341"),
    State.URGENT: ("#b54708", "#ff9b52"),
    State.EXPIRED: ("#c4232d", "#ff8078"),
    State.NEEDS_ATTENTION: ("#7a3fc9", "#c69bff"),
    State.UNKNOWN: ("#57606a", "#a9b3bd"),
}
"""For a light and for a dark background, each at a contrast of 4.5 or more."""


_TONE_COLOURS: dict[str, tuple[str, str]] = {
    "ok": _STATE_COLOURS[State.HEALTHY],
    "info": _STATE_COLOURS[State.UNKNOWN],
    "warning": _STATE_COLOURS[State.RENEW_SOON],
    "error": _STATE_COLOURS[State.EXPIRED],
}


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
        """In the state's colour, and in that of selected text where the row is selected."""
        colour = state_colour(state, palette).name()
        selected = palette.color(QPalette.ColorRole.HighlightedText).name()
        return self._drawn(f"state-{state.value}", colour, colour, selected)

    def tone(self, name: str, palette: QPalette) -> QIcon:
        """`ok`, `info`, `warning` or `error`."""
        colour = _TONE_COLOURS[name][is_dark(palette)]
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
        return icon


def state_colour(state: State, palette: QPalette) -> QColor:
    """The colour of a state's icon, readable on the palette's background."""
    return QColor(_STATE_COLOURS[state][is_dark(palette)])


def is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


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
