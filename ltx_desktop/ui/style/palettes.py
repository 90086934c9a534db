"""Whole palettes, for systems that have none of the theme that is wanted."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

_Role = QPalette.ColorRole


@dataclass(frozen=True, slots=True)
class OwnPalette:
    """What is not among `colours` is a shade of the buttons; `faded` is disabled text.

    That is drawn once and not, as some styles do, a second time in a lighter colour behind.
    """

    colours: Mapping[QPalette.ColorRole, str]
    faded: str

    def make(self) -> QPalette:
        palette = QPalette(QColor(self.colours[_Role.Button]))
        for role, colour in self.colours.items():
            palette.setColor(role, QColor(colour))
        for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.faded))
        paper = QColor(self.colours[_Role.Window])
        palette.setColor(QPalette.ColorGroup.Disabled, _Role.Light, paper)
        return palette


def _plain(
    *, window: str, base: str, alternate: str, button: str, ink: str, faint: str, marked: str
) -> dict[QPalette.ColorRole, str]:
    return {
        _Role.Window: window,
        _Role.Base: base,
        _Role.AlternateBase: alternate,
        _Role.Button: button,
        _Role.ToolTipBase: base,
        **dict.fromkeys(
            (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.ToolTipText, _Role.BrightText),
            ink,
        ),
        _Role.PlaceholderText: faint,
        **dict.fromkeys((_Role.Highlight, _Role.Accent), marked),
        _Role.HighlightedText: "#ffffff",
    }


def _two_coloured(
    *, paper: str, ink: str, marked: str, ink_on_marked: str
) -> dict[QPalette.ColorRole, str]:
    """What bounds something is drawn in ink."""
    bounds = (_Role.Light, _Role.Midlight, _Role.Mid, _Role.Dark, _Role.Shadow)
    return _plain(
        window=paper, base=paper, alternate=paper, button=paper, ink=ink, faint=ink, marked=marked
    ) | {**dict.fromkeys(bounds, ink), _Role.HighlightedText: ink_on_marked}


LIGHT = OwnPalette(
    _plain(
        window="#f0f0f1",
        base="#ffffff",
        alternate="#f6f6f7",
        button="#f0f0f1",
        ink="#1b1c1e",
        faint="#63666b",
        marked="#1f66b8",
    ),
    faded="#8a8d91",
)
DARK = OwnPalette(
    _plain(
        window="#222427",
        base="#17181a",
        alternate="#1f2124",
        button="#2f3236",
        ink="#e8e8e8",
        faint="#9a9ea4",
        marked="#2a66c4",
    ),
    faded="#7d8187",
)
BLACK_ON_WHITE = OwnPalette(
    _two_coloured(paper="#ffffff", ink="#000000", marked="#00378f", ink_on_marked="#ffffff"),
    faded="#595959",
)
WHITE_ON_BLACK = OwnPalette(
    _two_coloured(paper="#000000", ink="#ffffff", marked="#ffe14d", ink_on_marked="#000000"),
    faded="#a6a6a6",
)
