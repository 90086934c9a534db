"""Sizes and colours of the timeline, after the font and the palette in force."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette

from ltx_desktop.domain.expiry import State
from ltx_desktop.ui.colours import state_colour
from ltx_desktop.ui.icons import Icons


@dataclass(frozen=True)
class TimelineLook:
    icons: Icons
    palette: QPalette
    font: QFont

    @cached_property
    def metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.font)

    @cached_property
    def line(self) -> float:
        return self.metrics.height()

    @property
    def row_height(self) -> float:
        return round(self.line * 1.7)

    @property
    def axis_height(self) -> float:
        return round(self.line * 1.8)

    @property
    def chart_height(self) -> float:
        return round(self.line * 6)

    def gutter(self, width: float) -> float:
        """What the names of the accounts get of the whole width."""
        return round(min(self.metrics.averageCharWidth() * 38, width * 0.32))

    def text(self) -> QColor:
        return self.palette.color(QPalette.ColorRole.Text)

    def faint(self, alpha: float) -> QColor:
        colour = self.text()
        colour.setAlphaF(alpha)
        return colour

    def base(self) -> QColor:
        return self.palette.color(QPalette.ColorRole.Base)

    def highlight(self, alpha: float = 1.0) -> QColor:
        colour = QColor(self.palette.color(QPalette.ColorRole.Highlight))
        colour.setAlphaF(alpha)
        return colour

    def state(self, state: State, alpha: float = 1.0) -> QColor:
        colour = QColor(state_colour(state, self.palette))
        colour.setAlphaF(alpha)
        return colour
