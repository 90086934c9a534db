"""The theme that was chosen, or what the system asks for, put in force while the app runs."""

from functools import cache
from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessibilityHints, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QToolTip

from ltx_desktop.domain.settings import Theme
from ltx_desktop.ui.style.colours import Ground, ground
from ltx_desktop.ui.style.palettes import EDGED, edged, palette_of
from ltx_desktop.ui.style.sheet import sheet
from ltx_desktop.ui.style.tokens import BLACK, DARK, LIGHT, WHITE, Tokens, two_colours

_SCHEMES = {
    Theme.SYSTEM: Qt.ColorScheme.Unknown,
    Theme.LIGHT: Qt.ColorScheme.Light,
    Theme.DARK: Qt.ColorScheme.Dark,
    Theme.BLACK_ON_WHITE: Qt.ColorScheme.Light,
    Theme.WHITE_ON_BLACK: Qt.ColorScheme.Dark,
}
_TOKENS = {
    Theme.LIGHT: LIGHT,
    Theme.DARK: DARK,
    Theme.BLACK_ON_WHITE: WHITE,
    Theme.WHITE_ON_BLACK: BLACK,
}


_Role = QPalette.ColorRole


class Theming(QObject):
    """Fusion, a palette and a style sheet; a system of high contrast lends its two colours."""

    def __init__(self, application: QApplication, theme: Theme = Theme.SYSTEM) -> None:
        super().__init__()
        self._application = application
        self._theme = theme
        self._drawn: Tokens | None = None
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
        wanted = _TOKENS.get(self._theme) or self._of_system()
        palette = palette_of(wanted)
        self._application.setPalette(palette)
        QToolTip.setPalette(palette)
        for name in EDGED:
            # PySide6 takes text alone, whatever its stubs say.
            self._application.setPalette(edged(palette, wanted), cast("bytes", name))
        if wanted != self._drawn:
            self._drawn = wanted
            self._application.setStyleSheet(sheet(wanted))

    def _of_system(self) -> Tokens:
        lent = _system_palette()
        if lent.color(_Role.Window) == lent.color(_Role.Base):
            # So it is in the high contrast of all systems, and nowhere else.
            paper, ink = lent.color(_Role.Base), lent.color(_Role.Text)
            like = BLACK if ground(lent) in {Ground.DARK, Ground.BLACK} else WHITE
            return two_colours(paper.name(), ink.name(), like.faded)
        # GNOME may prefer dark while its GTK theme, which Qt takes a palette from, is light.
        scheme = self._hints.colorScheme()
        unknown = scheme is Qt.ColorScheme.Unknown
        is_dark = ground(lent) is Ground.DARK if unknown else scheme is Qt.ColorScheme.Dark
        if self._is_contrast_asked_for():
            return BLACK if is_dark else WHITE
        return DARK if is_dark else LIGHT

    def _is_contrast_asked_for(self) -> bool:
        asked = self._accessibility.contrastPreference()
        return asked is Qt.ContrastPreference.HighContrast


@cache
def _of_system() -> tuple[QStyleHints, QAccessibilityHints]:
    """Qt's own, for good: PySide6's object of the second is useless once that of the first died."""
    hints = QGuiApplication.styleHints()
    return hints, hints.accessibility()


def _system_palette() -> QPalette:
    QApplication.setPalette(QPalette())
    return QGuiApplication.palette()
