"""The colours of the look by what they are for, on each ground."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QPalette

from ltx_desktop.ui.style.colours import Ground, ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Each is opaque, as `#rrggbb`; `tests/ui/test_contrast.py` computes what may stand on what."""

    window: str
    surface: str
    """Cards, lists, fields and quiet buttons, which stand on the window."""

    hover: str
    """A surface below the pointer."""

    line: str
    """Parts surfaces from what is around them; nobody needs to see it."""

    field_edge: str
    ink: str
    muted: str
    faded: str
    """What is disabled."""

    link: str
    primary: str
    on_primary: str
    selection: str
    selection_edge: str
    tint_ok: str
    tint_info: str
    tint_warning: str
    tint_error: str
    pool_line: str
    pool_area: str


LIGHT = Tokens(
    window="#f5f6f8",
    surface="#ffffff",
    hover="#f0f2f5",
    line="#dfe3e8",
    field_edge="#7a8593",
    ink="#1b2636",
    muted="#566274",
    faded="#868f9b",
    link="#3a6ea5",
    primary="#22324a",
    on_primary="#ffffff",
    selection="#e9edf3",
    selection_edge="#22324a",
    tint_ok="#e8f4ec",
    tint_info="#f0f2f6",
    tint_warning="#fbf3e0",
    tint_error="#fbe9ea",
    pool_line="#3a6ea5",
    pool_area="#e4edf6",
)
DARK = Tokens(
    window="#1a1d21",
    surface="#21252a",
    hover="#2a2f36",
    line="#343a42",
    field_edge="#8b95a2",
    ink="#e9ecf0",
    muted="#a3adb9",
    faded="#707a86",
    link="#7fb3e6",
    primary="#6fd3a8",
    on_primary="#10231b",
    selection="#25332f",
    selection_edge="#6fd3a8",
    tint_ok="#1f3026",
    tint_info="#292e35",
    tint_warning="#352d18",
    tint_error="#3a2323",
    pool_line="#7fb3e6",
    pool_area="#223243",
)


@cache
def two_colours(paper: str, ink: str, faded: str) -> Tokens:
    """High contrast: edges instead of tints, and what is primary is turned round."""
    return Tokens(
        window=paper,
        surface=paper,
        hover=paper,
        line=ink,
        field_edge=ink,
        ink=ink,
        muted=ink,
        faded=faded,
        link=ink,
        primary=ink,
        on_primary=paper,
        selection=paper,
        selection_edge=ink,
        tint_ok=paper,
        tint_info=paper,
        tint_warning=paper,
        tint_error=paper,
        pool_line=ink,
        pool_area=paper,
    )


WHITE = two_colours(paper="#ffffff", ink="#000000", faded="#595959")
BLACK = two_colours(paper="#000000", ink="#ffffff", faded="#a6a6a6")

TOKENS = {Ground.LIGHT: LIGHT, Ground.DARK: DARK, Ground.WHITE: WHITE, Ground.BLACK: BLACK}


def tokens(palette: QPalette) -> Tokens:
    """Those of the palette's ground; a high-contrast system's two colours are the palette's own."""
    on = ground(palette)
    if on not in {Ground.WHITE, Ground.BLACK}:
        return TOKENS[on]
    active, role = QPalette.ColorGroup.Active, QPalette.ColorRole
    return two_colours(
        paper=palette.color(active, role.Base).name(),
        ink=palette.color(active, role.Text).name(),
        faded=TOKENS[on].faded,
    )
