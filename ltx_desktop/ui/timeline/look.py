"""Sizes and colours of the timeline, after the font and the palette in force."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette

from ltx_desktop.domain.expiry import State
from ltx_desktop.ui.style.colours import is_high_contrast, state_colour
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import ICON, NEAR


@dataclass(frozen=True)
class TimelineLook:
    icons: Icons
    palette: QPalette
    font: QFont

    @cached_property
    def metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.font)

    @cached_property
    def is_high_contrast(self) -> bool:
        return is_high_contrast(self.palette)

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

    def gutter(self, width: float, longest: str) -> float:
        """What the names of the accounts get of the whole width: enough, or a third."""
        wanted = max(self.metrics.horizontalAdvance(longest) * 1.1, self.line * 9)
        return round(min(wanted + ICON.width() + 3 * NEAR, width / 3))

    def text(self) -> QColor:
        return self.palette.color(QPalette.ColorRole.Text)

    def faint(self, alpha: float) -> QColor:
        colour = self.text()
        colour.setAlphaF(min(1.0, alpha * 3) if self.is_high_contrast else alpha)
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
