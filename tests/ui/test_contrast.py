"""What the app draws in colours of its own can be told from what is below it (WCAG 2 AA)."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from harness.contrast import GRAPHICS, TEXT, contrast, over
from harness.journey import user_at_window
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QStyleFactory

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.expiry import State
from ltx_desktop.ui.accounts.cells import Look
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.palettes import BLACK_ON_WHITE, DARK, LIGHT, WHITE_ON_BLACK
from ltx_desktop.ui.timeline.look import TimelineLook
from ltx_desktop.ui.tray.tray_icon import _badge
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.wording.notice import Notice

_Role = QPalette.ColorRole


def light() -> QPalette:
    return QStyleFactory.create("Fusion").standardPalette()


def dark() -> QPalette:
    """As Fusion has it where the desktop is dark."""
    palette = QPalette(QColor("#323232"))
    for role, colour in (
        (_Role.Base, "#242424"),
        (_Role.AlternateBase, "#2b2b2b"),
        (_Role.Text, "#f0f0f0"),
        (_Role.WindowText, "#f0f0f0"),
        (_Role.ButtonText, "#f0f0f0"),
        (_Role.Highlight, "#308cc6"),
        (_Role.HighlightedText, "#ffffff"),
    ):
        palette.setColor(role, QColor(colour))
    return palette


PALETTES: dict[str, Callable[[], QPalette]] = {
    "of Fusion": light,
    "of Fusion in the dark": dark,
    "light": LIGHT.make,
    "dark": DARK.make,
    "black on white": BLACK_ON_WHITE.make,
    "white on black": WHITE_ON_BLACK.make,
}
"""What the app chooses by itself has to hold on each."""


@pytest.fixture(params=PALETTES)
def palette(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[QPalette]:
    before = qapp.palette()
    chosen = PALETTES[request.param]()
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


def test_the_words_of_states_in_the_table(palette: QPalette, icons: Icons) -> None:
    look = Look.of(icons, palette)
    pairs = {
        f"{state.value} on {role.name}": (look.colours[state].color(), palette.color(role))
        for state, role in product(State, (_Role.Base, _Role.AlternateBase))
    }
    assert too_close(pairs, TEXT) == {}


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


def test_the_life_bar_on_its_track_and_on_a_selected_row(palette: QPalette, icons: Icons) -> None:
    pairs = {}
    for state, role in product(State, (_Role.Base, _Role.AlternateBase)):
        colour = Look.of(icons, palette).colours[state].color()
        track = QColor(colour)
        track.setAlphaF(0.22)
        pairs[f"{state.value} on {role.name}"] = colour, over(track, palette.color(role))
    pairs["selected"] = palette.color(_Role.HighlightedText), palette.color(_Role.Highlight)
    assert too_close(pairs, GRAPHICS) == {}


def test_the_timeline_s_texts(palette: QPalette, icons: Icons, qapp: QApplication) -> None:
    look = TimelineLook(icons, palette, qapp.font())
    base = look.base()
    papers = {
        "base": base,
        "selected": over(look.highlight(0.16), base),
        "urgent": over(look.state(State.URGENT, 0.07), base),
        "soon": over(look.state(State.RENEW_SOON, 0.07), base),
        "pool": over(look.highlight(0.18), base),
    }
    pairs = {
        f"{name} on {paper}": (over(colour, below), below)
        for paper, below in papers.items()
        for name, colour in (("words", look.text()), ("dates", look.faint(0.75)))
    }
    # Only here a countdown stands on a bar, where that begins to fade.
    unknown = over(look.state(State.UNKNOWN, 0.3), over(look.state(State.UNKNOWN, 0.22), base))
    pairs["countdown"] = look.text(), unknown
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
        pairs[f"life left {state.value}"] = over(look.state(state, 0.75), base), base
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
    """Pixels of the window: the words of states, a bar of the table, one of the timeline."""
    with DemoServer() as service:
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_refreshed()
            user.window.notice.show_notice(Notice("SYNTHETIC"), Tone.WARNING)
            page = user.window.accounts
            shown = page.table.viewport().grab().toImage()
            for row in range(len(user.rows())):
                place = page.table.visualRect(page.model.index(row, Column.STATE))
                assert strongest(shown.copy(place)) >= TEXT
                place = page.table.visualRect(page.model.index(row, Column.DEADLINE))
                bar = shown.copy(place.left() + 4, place.bottom() - 3, 3, 1)
                left = user.rows()[page.model.row_at(row).email][Column.DEADLINE]
                if not left.startswith("expired"):
                    middle = shown.pixelColor(place.center() - QPoint(0, place.height() // 2 - 2))
                    assert contrast(bar.pixelColor(1, 0), middle) >= GRAPHICS
            assert strongest(page.timeline.viewport().grab().toImage()) >= TEXT
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
