"""The theme that was chosen, or the contrast that the system asks for, put in force."""

from functools import cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessibilityHints, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QToolTip

from ltx_desktop.domain.settings import Theme
from ltx_desktop.ui.style.colours import Ground, ground, is_high_contrast
from ltx_desktop.ui.style.palettes import BLACK_ON_WHITE, DARK, LIGHT, WHITE_ON_BLACK, OwnPalette

_SCHEMES = {
    Theme.SYSTEM: Qt.ColorScheme.Unknown,
    Theme.LIGHT: Qt.ColorScheme.Light,
    Theme.DARK: Qt.ColorScheme.Dark,
    Theme.BLACK_ON_WHITE: Qt.ColorScheme.Light,
    Theme.WHITE_ON_BLACK: Qt.ColorScheme.Dark,
}
_PALETTES = {
    Theme.LIGHT: LIGHT,
    Theme.DARK: DARK,
    Theme.BLACK_ON_WHITE: BLACK_ON_WHITE,
    Theme.WHITE_ON_BLACK: WHITE_ON_BLACK,
}
_OF_CONTRAST = (BLACK_ON_WHITE, WHITE_ON_BLACK)

_BORDERED = "windows"
"""The style of Qt that draws every border in a colour of the palette."""


class Theming(QObject):
    """Made while the system's own style is in force."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme.SYSTEM
        self._style = QApplication.style().name()
        self._tool_tips = QToolTip.palette()
        self._own: OwnPalette | None = None
        self._hints, self._accessibility = _of_system()
        self._accessibility.contrastPreferenceChanged.connect(self._draw)
        # The announcement may come before the palette.
        queued = Qt.ConnectionType.QueuedConnection
        self._hints.colorSchemeChanged.connect(self._draw, queued)
        self._draw()

    def use(self, theme: Theme) -> None:
        if theme is not self._theme:
            self._theme = theme
            self._draw()

    def _draw(self) -> None:
        self._hints.setColorScheme(_SCHEMES[self._theme])
        before, own = self._own, self._own_palette()
        self._own = own
        if own is before is None:
            return
        style = _BORDERED if own in _OF_CONTRAST else self._style
        if QApplication.style().name() != style:
            QApplication.setStyle(style)
        QApplication.setPalette(own.make() if own else QPalette())
        QToolTip.setPalette(own.make() if own else self._tool_tips)

    def _own_palette(self) -> OwnPalette | None:
        """None where the system's will do."""
        drawn = self._hints.colorScheme()
        match self._theme:
            case Theme.SYSTEM if self._is_contrast_asked_for():
                return _lent_contrast()
            case Theme.SYSTEM:
                # GNOME may prefer dark while its GTK theme, which Qt draws with, is light.
                wanted = drawn is Qt.ColorScheme.Dark
                return DARK if wanted and not _is_systems_dark() else None
            case Theme.LIGHT | Theme.DARK as theme:
                is_drawn = drawn is _SCHEMES[theme] and _is_systems_dark() is (theme is Theme.DARK)
                return None if is_drawn else _PALETTES[theme]
            case _:
                return _PALETTES[self._theme]

    def _is_contrast_asked_for(self) -> bool:
        asked = self._accessibility.contrastPreference()
        return asked is Qt.ContrastPreference.HighContrast


@cache
def _of_system() -> tuple[QStyleHints, QAccessibilityHints]:
    """Qt's own, for good: PySide6's object of the second is useless once that of the first died."""
    hints = QGuiApplication.styleHints()
    return hints, hints.accessibility()


def _lent_contrast() -> OwnPalette | None:
    """Where the system asks for contrast, but gives no palette of it."""
    systems = _systems_palette()
    if is_high_contrast(systems):
        return None
    return WHITE_ON_BLACK if ground(systems) is Ground.DARK else BLACK_ON_WHITE


def _is_systems_dark() -> bool:
    return ground(_systems_palette()) in {Ground.DARK, Ground.BLACK}


def _systems_palette() -> QPalette:
    QApplication.setPalette(QPalette())
    return QGuiApplication.palette()
