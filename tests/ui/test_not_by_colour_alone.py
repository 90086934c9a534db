"""States and tones are told by shapes and words; whoever sees no colours misses nothing."""

from itertools import combinations, product

import pytest
from fakes import DAY, NOW, make_account, make_record
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QApplication

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.domain.expiry import Expiry, State
from ltx_desktop.domain.summary import summarise
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.accounts.cells import cell, cell_text
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.tray.tray_icon import tray_icon
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.wording.details import state_line
from ltx_desktop.wording.notice import tone_word
from ltx_desktop.wording.states import state_word
from ltx_desktop.wording.summary import state_counts
from ltx_desktop.wording.tray import account_line

SMALL = 16
"""Pixels: the least that icons are drawn at."""

LEAST = 12
"""Pixels that have to be otherwise."""


@pytest.fixture
def icons(qapp: QApplication) -> Icons:
    return Icons(resources_folder() / "icons")


def shape(icon: QIcon) -> QImage:
    """Where it is drawn at all, whatever the colour."""
    return icon.pixmap(QSize(SMALL, SMALL)).toImage().convertToFormat(QImage.Format.Format_Alpha8)


def differing(one: QImage, other: QImage) -> int:
    """Pixels that are drawn in one of them and not in the other."""
    assert one.size() == other.size()
    places = product(range(one.width()), range(one.height()))
    return sum(
        abs(one.pixelColor(*place).alpha() - other.pixelColor(*place).alpha()) > 96
        for place in places
    )


def alike(shapes: dict[str, QImage]) -> list[tuple[str, str]]:
    return [
        (one, other)
        for one, other in combinations(shapes, 2)
        if differing(shapes[one], shapes[other]) < LEAST
    ]


def test_icons_of_states_and_tones_differ_in_shape(icons: Icons, qapp: QApplication) -> None:
    palette = qapp.palette()
    assert alike({state.value: shape(icons.state(state, palette)) for state in State}) == []
    assert alike({tone.value: shape(icons.tone(tone.value, palette)) for tone in Tone}) == []


def test_the_tray_s_icon_differs_in_shape(icons: Icons) -> None:
    assert alike({state.value: shape(tray_icon(icons, state)) for state in State}) == []


def test_every_tone_has_a_word() -> None:
    assert len({tone_word(tone.value) for tone in Tone}) == len(Tone)


@pytest.mark.parametrize("state", State)
def test_every_view_says_the_state_in_words(state: State) -> None:
    deadline = {State.EXPIRED: NOW - DAY, State.UNKNOWN: None}.get(state, NOW + DAY)
    record = make_record(make_account("a@synthetic.example", error="SYNTHETIC"))
    judged = Judged(record, Expiry(state, deadline))
    word = state_word(state)
    assert cell_text(Column.STATE, judged, NOW, None) == word
    assert word.casefold() in account_line(judged, NOW).casefold()
    said = state_counts(summarise([judged])).casefold()
    assert word.casefold() in said
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert f"a@synthetic.example: {word}" == cell(Column.EMAIL, judged, spoken, NOW, None)
    assert state_line(judged).text == word
