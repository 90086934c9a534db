"""Fonts, colours and measures of the list, for the font and palette in force."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette, QPen

from ltx_desktop.domain.expiry import State
from ltx_desktop.ui.style.colours import is_high_contrast, state_colour
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.tokens import Tokens, tokens

_NAME, _SMALL, _FIGURE = 1.08, 0.92, 1.15
"""Letters, as multiples of the system's."""

_COMFORTABLE, _COMPACT = 48, 28
"""Pixels of a row at 100 %, at the least."""

MARK = 20
"""Pixels of a state's mark."""


class Letters(NamedTuple):
    font: QFont
    metrics: QFontMetrics

    def width(self, text: str) -> int:
        """Whole pixels that it takes: the metrics may round down, and painting elides then."""
        return self.metrics.horizontalAdvance(text) + 1

    @property
    def height(self) -> int:
        return self.metrics.height()


@dataclass(frozen=True)
class RowLook:
    icons: Icons
    palette: QPalette
    font: QFont

    @cached_property
    def tokens(self) -> Tokens:
        return tokens(self.palette)

    @cached_property
    def colours(self) -> dict[State, QColor]:
        return {state: state_colour(state, self.palette) for state in State}

    @cached_property
    def ink(self) -> QColor:
        return QColor(self.tokens.ink)

    @cached_property
    def muted(self) -> QColor:
        return QColor(self.tokens.muted)

    @cached_property
    def surface(self) -> QColor:
        return QColor(self.tokens.surface)

    @cached_property
    def hover(self) -> QColor:
        return QColor(self.tokens.hover)

    @cached_property
    def selection(self) -> QColor:
        return QColor(self.tokens.selection)

    @cached_property
    def light(self) -> QColor:
        return QColor(self.tokens.tint_ok)

    @cached_property
    def edge(self) -> QColor:
        """Marks what is selected, and what has the focus."""
        return QColor(self.tokens.selection_edge)

    @cached_property
    def rest(self) -> QColor:
        """The edge of what is selected where the list has no focus."""
        return QColor(self.tokens.field_edge)

    @cached_property
    def line(self) -> QPen:
        return QPen(QColor(self.tokens.line), 1)

    @cached_property
    def now(self) -> QPen:
        return QPen(self.ink, 2)

    @cached_property
    def is_high_contrast(self) -> bool:
        return is_high_contrast(self.palette)

    @cached_property
    def plain(self) -> Letters:
        return self._letters(1.0)

    @cached_property
    def name(self) -> Letters:
        return self._letters(_NAME, QFont.Weight.DemiBold)

    @cached_property
    def small(self) -> Letters:
        return self._letters(_SMALL)

    @cached_property
    def group(self) -> Letters:
        return self._letters(_SMALL, QFont.Weight.DemiBold)

    @cached_property
    def figure(self) -> Letters:
        return self._letters(_FIGURE, QFont.Weight.DemiBold)

    @cached_property
    def state(self) -> Letters:
        return self._letters(1.0, QFont.Weight.DemiBold)

    @cached_property
    def comfortable_height(self) -> int:
        lines = self.figure.height + self.small.height
        return max(_COMFORTABLE, lines + 12)

    @cached_property
    def compact_height(self) -> int:
        return max(_COMPACT, round(self.plain.height * 1.7))

    @cached_property
    def group_height(self) -> int:
        return self.group.height + 12

    def _letters(self, times: float, weight: QFont.Weight = QFont.Weight.Normal) -> Letters:
        font = QFont(self.font)
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * times)
        else:
            font.setPixelSize(round(font.pixelSize() * times))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return Letters(font, QFontMetrics(font))
