"""The app's own colours, for whatever palette is in force."""

from enum import Enum, auto, unique

from PySide6.QtGui import QColor, QPalette

from ltx_desktop.domain.expiry import State


@unique
class Ground(Enum):
    """What is drawn on; white and black stand for palettes of high contrast."""

    LIGHT = auto()
    DARK = auto()
    WHITE = auto()
    BLACK = auto()


STATE_COLOURS: dict[State, dict[Ground, str]] = {
    state: dict(zip(Ground, colours, strict=True))
    for state, colours in {
        State.HEALTHY: ("#187a34", "#57c46f", "#0b5323", "#7ee787"),
        State.RENEW_SOON: ("#8a6100", "#e0b341", "#5c4000", "#ffd866"),
        State.URGENT: ("#b54708", "#ff9b52", "#7d2e00", "#ffae70"),
        State.EXPIRED: ("#c4232d", "#ff8078", "#8f0d18", "#ffa8a3"),
        State.NEEDS_ATTENTION: ("#7a3fc9", "#c69bff", "#5a1fa8", "#d9bcff"),
        State.UNKNOWN: ("#57606a", "#a9b3bd", "#3a424a", "#d0d7de"),
    }.items()
}
"""At a contrast of 4.5 or more on light and dark, of 7 or more on white and black."""

TONE_COLOURS: dict[str, dict[Ground, str]] = {
    "ok": STATE_COLOURS[State.HEALTHY],
    "info": STATE_COLOURS[State.UNKNOWN],
    "warning": STATE_COLOURS[State.RENEW_SOON],
    "error": STATE_COLOURS[State.EXPIRED],
}


def state_colour(state: State, palette: QPalette) -> QColor:
    """The colour of a state's icon, readable on the palette's background."""
    return QColor(STATE_COLOURS[state][ground(palette)])


def tone_colour(name: str, palette: QPalette) -> QColor:
    """Of `ok`, `info`, `warning` or `error`."""
    return QColor(TONE_COLOURS[name][ground(palette)])


def ground(palette: QPalette) -> Ground:
    if palette.color(QPalette.ColorRole.Base).lightness() < 128:
        return Ground.BLACK if is_high_contrast(palette) else Ground.DARK
    return Ground.WHITE if is_high_contrast(palette) else Ground.LIGHT


def is_high_contrast(palette: QPalette) -> bool:
    """Whether nothing but edges parts one surface from another, as `palette_of` has it.

    The window's colour does not say so: the sheet gives a card that of a list for its window.
    """
    role = QPalette.ColorRole
    return palette.color(role.AlternateBase) == palette.color(role.Base)
