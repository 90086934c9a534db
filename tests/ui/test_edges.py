"""Edges of controls, and the words in fields, can be seen in every theme."""

from collections.abc import Iterator

import pytest
from harness.contrast import GRAPHICS, contrast
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ltx_desktop.domain.settings import Theme
from ltx_desktop.ui.style.sheet import mark_card, mark_tone
from ltx_desktop.ui.style.theming import Theming
from ltx_desktop.ui.style.tokens import BLACK, DARK, LIGHT, WHITE, Tokens, tokens

THEMES = {
    Theme.LIGHT: (LIGHT, GRAPHICS),
    Theme.DARK: (DARK, GRAPHICS),
    Theme.BLACK_ON_WHITE: (WHITE, 7.0),
    Theme.WHITE_ON_BLACK: (BLACK, 7.0),
}
CONTROLS = (QCheckBox, QRadioButton, QComboBox, QSpinBox, QLineEdit, QPlainTextEdit)


@pytest.fixture(params=THEMES)
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Theme]:
    theming = Theming(qapp, request.param)
    yield request.param
    theming.use(Theme.SYSTEM)


def furthest_at_the_left_end(widget: QWidget, paper: QColor) -> float:
    """The strongest contrast with the paper among the pixels of its left edge."""
    image = widget.grab().toImage()
    row = [image.pixelColor(x, image.height() // 2) for x in range(4)]
    return max(contrast(pixel, paper) for pixel in row)


@pytest.mark.parametrize("kind", CONTROLS)
def test_the_edge_of_a_control(theme: Theme, kind: type[QWidget]) -> None:
    of, least = THEMES[theme]
    window = QWidget()
    control = kind()
    QVBoxLayout(window).addWidget(control)
    window.show()
    try:
        for paper in (of.window, of.surface):
            assert furthest_at_the_left_end(control, QColor(paper)) >= least, paper
    finally:
        window.close()
        window.deleteLater()


def test_what_stands_on_a_card_has_the_colours_of_the_theme(theme: Theme) -> None:
    """A card is as light as a list; it is no high contrast for that."""
    of: Tokens = THEMES[theme][0]
    card, tinted = QFrame(), QFrame()
    mark_card(card)
    mark_tone(tinted, "warning")
    for frame in (card, tinted):
        frame.ensurePolished()
        assert tokens(frame.palette()) is of


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_an_empty_field_asks_for(
    theme: Theme, kind: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    of, _least = THEMES[theme]
    field = kind()
    field.setPlaceholderText("Search accounts")
    field.ensurePolished()
    asked = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert asked == QColor(of.muted)
    field.deleteLater()
