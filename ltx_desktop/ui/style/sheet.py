"""The one style sheet, over Fusion, and the marks by which widgets ask for a part of it.

A sheet that names item views is asked again for each of their cells, so none is named here: they
stand in cards and paint themselves.
"""

from string import Template

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from ltx_desktop.ui.style.metrics import (
    CARD_RADIUS,
    CHIP_RADIUS,
    CONTROL_RADIUS,
    EDGE,
    FOCUS_RING,
    NEAR,
)
from ltx_desktop.ui.style.tokens import Tokens

_SHEET = Template("""
QPushButton, QToolBar QToolButton {
    background: $surface; color: $ink; border: 1px solid $line; outline: none;
    border-radius: ${control}px; padding: 5px 10px;
}
/* Qt leaves a tool button more room behind its text than before its icon. */
QToolBar QToolButton { padding: 5px 3px 5px 9px; }
QPushButton:hover, QToolBar QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolBar QToolButton:pressed { background: $selection; }
QPushButton:default { border-color: $field_edge; }
QPushButton:focus, QToolBar QToolButton:focus {
    border: ${ring}px solid $primary; padding: 4px 9px;
}
QToolBar QToolButton:focus { padding: 4px 2px 4px 8px; }
QPushButton:disabled, QToolBar QToolButton:disabled { color: $faded; background: $surface; }

QPushButton[primary="true"] {
    background: $primary; color: $on_primary; border-color: $primary; font-weight: 600;
    padding: 7px 17px;
}
QPushButton[primary="true"]:focus {
    border: ${ring}px solid $on_primary; outline: 1px solid $primary; padding: 6px 16px;
}
QPushButton[primary="true"]:disabled {
    background: $faded; border-color: $faded; color: $surface;
}

QPushButton[chip="true"] {
    background: $surface; color: $ink; border: 1px solid $line;
    border-radius: ${chip}px; padding: 4px 10px;
}
QPushButton[chip="true"]:hover { background: $hover; }
QPushButton[chip="true"]:checked {
    background: $primary; color: $on_primary; border-color: $primary;
}
QPushButton[chip="true"]:focus { border: ${ring}px solid $primary; padding: 3px 9px; }
QPushButton[chip="true"]:checked:focus { border-color: $on_primary; }

QFrame[card="true"] {
    background: $surface; border: 1px solid $line; border-radius: ${card}px;
}
QFrame[tone] { border: $tone_edge; border-radius: ${card}px; }
QFrame[tone="ok"] { background: $tint_ok; }
QFrame[tone="info"] { background: $tint_info; }
QFrame[tone="warning"] { background: $tint_warning; }
QFrame[tone="error"] { background: $tint_error; }

QLabel[muted="true"] { color: $muted; }

/* No colour of letters: Qt would draw placeholders in it, half transparent. */
QLineEdit {
    background: $surface; border: 1px solid $field_edge;
    border-radius: ${control}px; padding: 4px 7px;
    selection-background-color: $primary; selection-color: $on_primary;
}
QPlainTextEdit {
    background: $surface; border: 1px solid $field_edge; border-radius: ${control}px; padding: 3px;
    selection-background-color: $primary; selection-color: $on_primary;
}
QPlainTextEdit:focus { border: ${ring}px solid $primary; padding: 2px; }
QPlainTextEdit:disabled { border-color: $line; }
QComboBox, QAbstractSpinBox { min-height: 22px; }
QLineEdit:focus { border: ${ring}px solid $primary; padding: 3px 6px; }
QLineEdit:disabled { border-color: $line; }

QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar::tab {
    background: transparent; color: $muted; border: 0; border-bottom: ${ring}px solid transparent;
    padding: 7px 12px;
}
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $primary; }
QTabBar::tab:selected:focus {
    border: ${ring}px solid $primary; border-radius: ${control}px; padding: 5px 10px 7px 10px;
}
QTabBar::tab:disabled { color: $faded; }
QMenu { background: $surface; border: 1px solid $line; padding: 4px 0; }
QMenu::separator { background: $line; height: 1px; margin: 4px 8px; }

QToolBar {
    background: $window; border: 0; padding: ${near}px ${edge}px 0 ${edge}px; spacing: ${near}px;
}
QToolBar::separator { width: 0; }
QStatusBar { background: $window; color: $muted; }
QStatusBar::item { border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $faded; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: $field_edge; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QSplitter::handle { background: transparent; }
QProgressBar { background: $line; border: 0; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $primary; border-radius: 2px; }
""")


def sheet(tokens: Tokens) -> str:
    colours = {name: getattr(tokens, name) for name in Tokens.__dataclass_fields__}
    # A tint needs no edge; where there are two colours only, there is no tint.
    has_tints = tokens.tint_ok != tokens.window
    return _SHEET.substitute(
        colours,
        tone_edge="0" if has_tints else f"1px solid {tokens.line}",
        control=CONTROL_RADIUS,
        card=CARD_RADIUS,
        chip=CHIP_RADIUS,
        ring=FOCUS_RING,
        near=NEAR,
        edge=EDGE,
    )


def mark_primary(button: QPushButton, primary: bool = True) -> None:
    """The one filled button of a window."""
    if button.property("primary") != primary:
        button.setProperty("primary", primary)
        button.style().polish(button)


def mark_chip(button: QPushButton) -> None:
    button.setProperty("chip", True)


def mark_card(frame: QFrame) -> None:
    """A surface with an edge, on the window's ground."""
    frame.setProperty("card", True)


def mark_muted(label: QLabel) -> None:
    label.setProperty("muted", True)


def mark_tone(frame: QFrame, tone: str) -> None:
    """A card tinted by what it says: `ok`, `info`, `warning` or `error`."""
    if frame.property("tone") != tone:
        frame.setProperty("tone", tone)
        polish_again(frame)


def polish_again(widget: QWidget) -> None:
    """Have the sheet look at a widget's marks anew."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
