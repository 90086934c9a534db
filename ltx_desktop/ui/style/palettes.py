"""The palette of the look, for what no style sheet draws: views, menus, boxes, tool tips."""

from PySide6.QtGui import QColor, QPalette

from ltx_desktop.ui.style.tokens import Tokens

_Role = QPalette.ColorRole
_LIGHTER = 130
"""Per cent; Fusion takes 140 back, and blends the edge of a check box with its ground."""


def palette_of(tokens: Tokens) -> QPalette:
    """Disabled text is drawn once, and not, as some styles do, again in a lighter colour behind."""
    palette = QPalette(QColor(tokens.surface))
    for role, colour in {
        _Role.Window: tokens.window,
        _Role.Base: tokens.surface,
        _Role.AlternateBase: tokens.window,
        _Role.Button: tokens.surface,
        _Role.ToolTipBase: tokens.surface,
        _Role.WindowText: tokens.ink,
        _Role.Text: tokens.ink,
        _Role.ButtonText: tokens.ink,
        _Role.ToolTipText: tokens.ink,
        _Role.BrightText: tokens.ink,
        _Role.PlaceholderText: tokens.muted,
        _Role.Highlight: tokens.primary,
        _Role.Accent: tokens.primary,
        _Role.HighlightedText: tokens.on_primary,
        _Role.Link: tokens.link,
        _Role.LinkVisited: tokens.link,
        _Role.Light: tokens.surface,
        _Role.Midlight: tokens.line,
        _Role.Mid: tokens.line,
        _Role.Dark: tokens.field_edge,
        _Role.Shadow: tokens.field_edge,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.faded))
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Light, QColor(tokens.window))
    return palette


EDGED = ("QCheckBox", "QRadioButton", "QComboBox", "QAbstractSpinBox")
"""Classes that Fusion outlines in a darker shade of a window that they do not fill."""


def edged(palette: QPalette, tokens: Tokens) -> QPalette:
    """The palette of these classes: that shade is the field edge."""
    deeper = QPalette(palette)
    deeper.setColor(_Role.Window, QColor(tokens.field_edge).lighter(_LIGHTER))
    return deeper
