"""Themes: put in force while the window is open, with contrast enough, and left to the system."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest
from harness.contrast import contrast
from harness.journey import User, cookie, user_at_window
from harness.languages import spoken
from harness.pasted import pasted
from harness.waiting import until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QToolTip, QWidget

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.app.wiring.services import build_services
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.settings import Theme
from ltx_desktop.ui.edit.edit_dialog import EditDialog
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.style.colours import TONE_COLOURS, state_colour, tone_colour
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.palettes import palette_of
from ltx_desktop.ui.style.theming import Theming
from ltx_desktop.ui.style.tokens import BLACK, DARK, LIGHT, WHITE, Tokens
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.ui.widgets.tone_mark import ToneMark
from ltx_desktop.wording.notice import Notice

_Role = QPalette.ColorRole
_PAPERS: tuple[QPalette.ColorRole, ...] = (_Role.Base, _Role.AlternateBase, _Role.Window)
_INKS: tuple[QPalette.ColorRole, ...] = (_Role.Text, _Role.WindowText, _Role.PlaceholderText)


@pytest.fixture
def theming(qapp: QApplication) -> Iterator[Theming]:
    one = Theming(qapp)
    yield one
    one.use(Theme.SYSTEM)


@pytest.mark.parametrize(("own", "least"), [(LIGHT, 4.5), (DARK, 4.5), (WHITE, 7), (BLACK, 7)])
def test_what_is_written_and_drawn_reads_well(own: Tokens, least: float) -> None:
    palette = palette_of(own)
    papers = [palette.color(role) for role in _PAPERS]
    inks = [palette.color(role) for role in _INKS]
    inks += [state_colour(state, palette) for state in State]
    inks += [tone_colour(tone, palette) for tone in TONE_COLOURS]
    for paper, ink in product(papers, inks):
        assert contrast(paper, ink) >= least, (paper.name(), ink.name())
    for on_top, below in (
        (_Role.ButtonText, _Role.Button),
        (_Role.HighlightedText, _Role.Highlight),
        (_Role.ToolTipText, _Role.ToolTipBase),
    ):
        assert contrast(palette.color(on_top), palette.color(below)) >= least, on_top


def ink_of(icon: QIcon) -> str:
    """The colour that an icon is drawn in."""
    image = icon.pixmap(48).toImage()
    places = product(range(image.width()), range(image.height()))
    return max((image.pixelColor(*place) for place in places), key=QColor.alpha).name()


def paper_of(widget: QWidget) -> str:
    """What most of a widget is painted with."""
    image = widget.grab().toImage()
    return image.pixelColor(image.width() - 40, image.height() - 6).name()


def assert_drawn_in(user: User, palette: QPalette, dialog: EditDialog) -> None:
    """Icons, list, notices and an open dialog."""
    page, text = user.window.accounts, palette.color(_Role.ButtonText).name()
    assert ink_of(user.window.actions_.refresh.icon()) == text
    look = page.table.painter.look
    state = page.model.row_at(0).expiry.state
    assert look.colours[state] == state_colour(state, palette)
    assert look.surface == palette.color(_Role.Base)
    assert paper_of(page.table.viewport()) == palette.color(_Role.Base).name()
    marks = [*user.window.notice.findChildren(ToneMark), *dialog.findChildren(ToneMark)]
    inks = {ink_of(QIcon(one.pixmap())) for one in marks if not one.pixmap().isNull()}
    known = {tone: tone_colour(tone, palette).name() for tone in TONE_COLOURS}
    assert {known["ok"], known["error"]} <= inks <= {*known.values()}


async def choose(user: User, theme: Theme) -> None:
    user.choose("Settings")
    await user.until_dialog()
    user.turn_to("Appearance")
    user.find(QComboBox, "Theme").setCurrentIndex([*Theme].index(theme))
    user.click("Save")
    await user.until_no_dialog()
    saving = user.profile.preferences
    await until(lambda: saving.settings.theme is theme, f"{theme} to be saved")


async def test_a_theme_is_in_force_at_once_when_it_is_saved(
    qapp: QApplication, tmp_path: Path, theming: Theming
) -> None:
    systems = palette_of(LIGHT)
    with DemoServer() as service:
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_refreshed()
            user.window.notice.show_notice(Notice("Something failed."), Tone.ERROR)
            services = build_services(user.profile)
            dialog = EditDialog(
                send=services.submit,
                draft=services.draft,
                scope=TaskScope(lambda error: pytest.fail(repr(error))),
                now=user.profile.clock,
                icons=Icons(resources_folder() / "icons"),
                parent=user.window,
            )
            dialog.show()
            dialog.paste(pasted(cookie("maya@northlight.example")))
            await until(dialog.form.forecast.text, "the paste to be read")
            assert_drawn_in(user, systems, dialog)
            for theme, own in (
                (Theme.DARK, palette_of(DARK)),
                (Theme.WHITE_ON_BLACK, palette_of(BLACK)),
                (Theme.BLACK_ON_WHITE, palette_of(WHITE)),
                (Theme.LIGHT, palette_of(LIGHT)),
                (Theme.SYSTEM, systems),
            ):
                dialog.hide()
                await choose(user, theme)
                dialog.show()
                assert_drawn_in(user, own, dialog)
            dialog.reject()
            dialog.deleteLater()


def test_a_window_opens_in_the_theme_that_was_chosen(qapp: QApplication) -> None:
    dressed = Theming(qapp, Theme.DARK)
    dark, tips = palette_of(DARK), QToolTip.palette()
    assert qapp.palette().color(_Role.Base) == dark.color(_Role.Base)
    assert tips.color(_Role.ToolTipBase) == dark.color(_Role.ToolTipBase)
    assert DARK.primary in qapp.styleSheet()
    dressed.use(Theme.SYSTEM)
    assert qapp.palette().color(_Role.Base).lightness() > 128
    assert QToolTip.palette().color(_Role.ToolTipBase).lightness() > 128
    assert LIGHT.primary in qapp.styleSheet()


def test_where_the_system_asks_for_contrast_and_has_no_palette_of_it_ours_is_lent(
    qapp: QApplication, theming: Theming, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Qt.ContrastPreference.HighContrast
    monkeypatch.setattr(Theming, "_is_contrast_asked_for", lambda _self: True)
    theming._accessibility.contrastPreferenceChanged.emit(asked)
    assert qapp.palette().color(_Role.Window) == QColor("#ffffff")
    theming.use(Theme.DARK)
    assert qapp.palette().color(_Role.Window) == QColor(DARK.window)
    theming.use(Theme.SYSTEM)
    monkeypatch.undo()
    theming._accessibility.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert qapp.palette().color(_Role.Window) == QColor(LIGHT.window)


def test_a_system_of_high_contrast_lends_its_two_colours(
    qapp: QApplication, theming: Theming, monkeypatch: pytest.MonkeyPatch
) -> None:
    lent = QPalette(QColor("#000000"))
    for role in (_Role.Window, _Role.Base):
        lent.setColor(role, QColor("#101000"))
    lent.setColor(_Role.Text, QColor("#ffff00"))
    monkeypatch.setattr("ltx_desktop.ui.style.theming._system_palette", lambda: lent)
    theming.use(Theme.DARK)
    theming.use(Theme.SYSTEM)
    assert qapp.palette().color(_Role.Window) == QColor("#101000")
    assert qapp.palette().color(_Role.Text) == QColor("#ffff00")


async def test_where_the_system_turns_dark_and_its_palette_stays_light_ours_is_lent(
    qapp: QApplication, theming: Theming, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GNOME's, with a GTK theme that has no dark side."""
    light, dark = QPalette(qapp.palette()), palette_of(DARK)
    scheme, real = Qt.ColorScheme.Dark, theming._hints
    systems = SimpleNamespace(colorScheme=lambda: scheme, setColorScheme=lambda _wanted: None)
    monkeypatch.setattr(theming, "_hints", systems)
    real.colorSchemeChanged.emit(scheme)
    await until(lambda: qapp.palette() == dark, "the dark palette")
    for theme in (Theme.LIGHT, Theme.DARK, Theme.SYSTEM, Theme.DARK):
        theming.use(theme)
        wanted = palette_of(LIGHT) if theme is Theme.LIGHT else dark
        assert qapp.palette().color(_Role.Base) == wanted.color(_Role.Base)
    theming.use(Theme.SYSTEM)
    scheme = Qt.ColorScheme.Light
    real.colorSchemeChanged.emit(scheme)
    await until(lambda: qapp.palette().color(_Role.Base) == light.color(_Role.Base), "light again")


@pytest.mark.parametrize(
    ("width", "style"),
    [
        (640, Qt.ToolButtonStyle.ToolButtonIconOnly),
        (720, None),
        (800, None),
        (1200, Qt.ToolButtonStyle.ToolButtonTextBesideIcon),
    ],
)
async def test_nothing_of_the_toolbar_is_hidden_in_a_small_window(
    qapp: QApplication, tmp_path: Path, width: int, style: Qt.ToolButtonStyle | None
) -> None:
    with DemoServer() as service, spoken(qapp, "long"):
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_refreshed()
            toolbar, search = user.window.actions_.toolbar, user.window.actions_.search
            user.window.resize(width, 500)
            await until(lambda: toolbar.width() == width and search.isVisible(), "the layout")
            assert style in {None, toolbar.toolButtonStyle()}
            assert search.mapTo(user.window, QPoint(search.width(), 0)).x() <= width
