"""How far colours are apart, as WCAG 2 reckons it."""

from PySide6.QtGui import QColor

TEXT, GRAPHICS = 4.5, 3.0
"""What level AA asks for at least (1.4.3 and 1.4.11)."""


def contrast(one: QColor, other: QColor) -> float:
    """From 1 to 21; both are opaque."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def over(colour: QColor, paper: QColor) -> QColor:
    """What is seen of a colour that lets something through."""
    alpha = colour.alphaF()
    return QColor.fromRgbF(
        *(
            above * alpha + below * (1 - alpha)
            for above, below in (
                (colour.redF(), paper.redF()),
                (colour.greenF(), paper.greenF()),
                (colour.blueF(), paper.blueF()),
            )
        )
    )


def _luminance(colour: QColor) -> float:
    red, green, blue = map(_linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
