"""The icons of actions, states and tones are one set: grid, strokes and ends are alike."""

import re

from ltx_desktop.app.paths import resources_folder

_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" '
    'fill="none" stroke="#000000" stroke-width="1.5" stroke-linecap="round" '
    'stroke-linejoin="round">'
)
_OF_THEIR_OWN = {"ltx-accounts.svg", "ltx-accounts-symbolic.svg", "tray.svg"}
_SHAPES = re.compile(
    r'(<(path d|circle cx|rect x)="[^"<>]*"( (cy|r|y|width|height|rx)="[\d.]+")*/>)+'
)


def test_the_icons_are_one_set() -> None:
    files = [*(resources_folder() / "icons").glob("*.svg")]
    drawn = {path.name: path.read_text() for path in files if path.name not in _OF_THEIR_OWN}
    assert len(drawn) > 15
    odd = [
        name
        for name, text in drawn.items()
        if not text.startswith(_FRAME)
        or not _SHAPES.fullmatch(text.removeprefix(_FRAME).strip().removesuffix("</svg>"))
    ]
    assert not odd
