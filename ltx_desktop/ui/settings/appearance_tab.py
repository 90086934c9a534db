"""How the window looks: the theme."""

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from ltx_desktop.domain.settings import Settings, Theme
from ltx_desktop.ui.style.metrics import NEAR
from ltx_desktop.wording.settings import theme_name
from ltx_desktop.wording.translation import _


class AppearanceTab(QWidget):
    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._theme = QComboBox()
        self._theme.addItems([theme_name(theme) for theme in Theme])
        self._theme.setCurrentIndex([*Theme].index(settings.theme))
        self._theme.setAccessibleName(_("Theme"))
        form = QFormLayout(self)
        form.setSpacing(NEAR)
        form.addRow(_("The&me"), self._theme)

    def applied_to(self, settings: Settings) -> Settings:
        """The settings with what was chosen here."""
        return replace(settings, theme=[*Theme][self._theme.currentIndex()])
