"""What the app draws in colours of its own can be told from what is below it (WCAG 2 AA)."""

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest
from harness.contrast import GRAPHICS, TEXT, contrast, over
from harness.journey import user_at_window
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.expiry import State
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.style.colours import state_colour, tone_colour
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.palettes import palette_of
from ltx_desktop.ui.style.tokens import BLACK, DARK, LIGHT, WHITE, Tokens
from ltx_desktop.ui.style.tokens import tokens as tokens_of
from ltx_desktop.ui.timeline.look import TimelineLook
from ltx_desktop.ui.tray.tray_icon import _badge
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.wording.notice import Notice

_Role = QPalette.ColorRole


PALETTES: dict[str, Tokens] = {
    "light": LIGHT,
    "dark": DARK,
    "black on white": WHITE,
    "white on black": BLACK,
}


@pytest.fixture(params=PALETTES)
def palette(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[QPalette]:
    before = qapp.palette()
    chosen = palette_of(PALETTES[request.param])
    qapp.setPalette(chosen)
    yield chosen
    qapp.setPalette(before)


@pytest.fixture
def icons() -> Icons:
    return Icons(resources_folder() / "icons")


def ink(icon: QIcon) -> QColor:
    """What an icon is drawn in: its most solid pixel."""
    image = icon.pixmap(QSize(48, 48)).toImage()
    places = product(range(image.width()), range(image.height()))
    return max((image.pixelColor(*place) for place in places), key=QColor.alpha)


def too_close(pairs: dict[str, tuple[QColor, QColor]], least: float) -> dict[str, str]:
    return {
        name: f"{one.name()} on {other.name()}: {contrast(one, other):.2f}"
        for name, (one, other) in pairs.items()
        if contrast(one, other) < least
    }


def test_the_reckoning_is_that_of_the_standard() -> None:
    black, white = QColor("#000000"), QColor("#ffffff")
    assert round(contrast(black, white), 6) == 21
    assert round(contrast(QColor("#767676"), white), 2) == 4.54
    half = QColor(0, 0, 0, 128)
    assert over(half, white).red() == 127


GROUNDS = ("window", "surface", "hover", "selection")
TINTS = ("tint_ok", "tint_info", "tint_warning", "tint_error")


def colours(tokens: Tokens, names: Iterable[str]) -> dict[str, QColor]:
    return {name: QColor(getattr(tokens, name)) for name in names}


def pairs_of(
    above: dict[str, QColor], below: dict[str, QColor]
) -> dict[str, tuple[QColor, QColor]]:
    return {f"{one} on {other}": (above[one], below[other]) for one, other in product(above, below)}


@pytest.mark.parametrize("name", PALETTES)
def test_every_token_on_every_ground_that_it_stands_on(qapp: QApplication, name: str) -> None:
    tokens = PALETTES[name]
    palette = palette_of(tokens)
    least = 7.0 if name in {"black on white", "white on black"} else TEXT
    grounds = colours(tokens, GROUNDS)
    states = {state.value: state_colour(state, palette) for state in State}
    words = pairs_of(colours(tokens, ("ink", "muted")), grounds | colours(tokens, TINTS))
    words |= pairs_of(colours(tokens, ["link"]), colours(tokens, ("window", "surface")))
    words |= pairs_of(states, grounds)
    words |= pairs_of(colours(tokens, ["on_primary"]), colours(tokens, ["primary"]))
    assert too_close(words, least) == {}
    marks = pairs_of(
        colours(tokens, ("field_edge", "primary", "selection_edge", "pool_line")),
        colours(tokens, ("window", "surface")),
    )
    tones = {tone.value: tone_colour(tone.value, palette) for tone in Tone}
    marks |= {
        f"{tone} on its tint": (colour, QColor(getattr(tokens, f"tint_{tone}")))
        for tone, colour in tones.items()
    }
    marks |= pairs_of(colours(tokens, ["pool_line"]), colours(tokens, ["pool_area"]))
    assert too_close(marks, GRAPHICS) == {}
    assert tokens_of(palette) == tokens


def test_the_icons_of_states_and_tones(palette: QPalette, icons: Icons) -> None:
    inks = {state.value: ink(icons.state(state, palette)) for state in State}
    inks |= {tone.value: ink(icons.tone(tone.value, palette)) for tone in Tone}
    papers = (_Role.Base, _Role.AlternateBase, _Role.Window)
    pairs = {
        f"{name} on {role.name}": (colour, palette.color(role))
        for (name, colour), role in product(inks.items(), papers)
    }
    assert len(pairs) == 30
    assert too_close(pairs, GRAPHICS) == {}


def test_the_timeline_s_texts(palette: QPalette, icons: Icons, qapp: QApplication) -> None:
    look = TimelineLook(icons, palette, qapp.font())
    base = look.base()
    papers = {
        "base": base,
        "urgent": over(look.state(State.URGENT, 0.07), base),
        "soon": over(look.state(State.RENEW_SOON, 0.07), base),
        "pool": over(look.highlight(0.18), base),
    }
    pairs = {
        f"{name} on {paper}": (over(colour, below), below)
        for paper, below in papers.items()
        for name, colour in (("words", look.text()), ("dates", look.faint(0.75)))
    }
    pairs |= {
        f"axis {state.value}": (look.state(state), base)
        for state in (State.URGENT, State.RENEW_SOON)
    }
    assert too_close(pairs, TEXT) == {}


def test_the_timeline_s_drawing(palette: QPalette, icons: Icons, qapp: QApplication) -> None:
    look = TimelineLook(icons, palette, qapp.font())
    base = look.base()
    pairs = {"pool and focus": (look.highlight(), base), "now": (look.text(), base)}
    for state in State:
        pairs[f"outline {state.value}"] = look.state(state), base
        # The access token is a line of the base's colour on it.
        pairs[f"life left {state.value}"] = look.state(state), base
        pairs[f"threshold {state.value}"] = over(look.state(state, 0.8), base), base
    assert too_close(pairs, GRAPHICS) == {}


def test_the_sign_on_the_tray_icon_s_badge() -> None:
    badges = {state: _badge(state) for state in State if state is not State.HEALTHY}
    pairs = {
        state.value: (sign, colour)
        for state, (_shape, colour, sign, strokes) in badges.items()
        if not strokes.isEmpty()
    }
    assert len(pairs) == 4
    assert too_close(pairs, GRAPHICS) == {}


async def test_what_is_seen_in_the_end(palette: QPalette, tmp_path: Path) -> None:
    """Pixels of the window: the words of the list, the mark of a notice."""
    with DemoServer() as service:
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_refreshed()
            user.window.notice.show_notice(Notice("SYNTHETIC"), Tone.WARNING)
            page = user.window.accounts
            shown = page.table.viewport().grab().toImage()
            for row in range(len(user.rows())):
                for column in (Column.EMAIL, Column.DEADLINE):
                    place = page.table.visualRect(page.model.index(row, column))
                    assert strongest(shown.copy(place)) >= TEXT
                place = page.table.visualRect(page.model.index(row, Column.LIFE))
                assert strongest(shown.copy(place)) >= GRAPHICS
            (mark,) = (
                one for one in user.window.notice.findChildren(QLabel) if not one.pixmap().isNull()
            )
            assert strongest(mark.grab().toImage()) >= GRAPHICS


def strongest(image: QImage) -> float:
    """Between the paper, which is what is seen most, and what is furthest from it."""
    places = product(range(image.width()), range(image.height()))
    seen: dict[int, int] = {}
    for place in places:
        pixel = image.pixel(*place)
        seen[pixel] = seen.get(pixel, 0) + 1
    paper = QColor(max(seen, key=seen.__getitem__))
    return max(contrast(QColor(pixel), paper) for pixel in seen)
