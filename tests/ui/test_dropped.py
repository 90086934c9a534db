"""Drops: copies always, whatever was proposed; of several files the first is read."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.ui.edit.paste_box import PasteBox
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.widgets.drops import CopiesOnly, Drops
from ltx_desktop.ui.widgets.secret_field import SecretField

pytestmark = [
    # Qt 6.12 wants the place in another type, which 6.11 does not take.
    pytest.mark.filterwarnings("ignore:.*(QDragEnterEvent|QDragMoveEvent):DeprecationWarning"),
    pytest.mark.usefixtures("qapp"),
]

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
PLACE = QPointF(5, 5)
HELD = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
"""With Shift, Qt proposes a move."""


class Place:
    """Somewhere to drop things, and what was taken there."""

    def __init__(self, kind: str) -> None:
        self.files: list[Sequence[Path]] = []
        self.texts: list[str] = []
        self.is_wanted = True
        self.owner, self.target = getattr(self, f"_{kind}")()

    def taken(self) -> list[str]:
        if isinstance(self.target, QLineEdit):
            return [self.target.text()] if self.target.text() else []
        if isinstance(self.owner, PasteBox):
            text = self.owner.toPlainText()
            return [text] if text else []
        return self.texts

    def _window(self) -> tuple[QWidget, QWidget]:
        widget = QWidget()
        Drops(widget, lambda: self.is_wanted, self.files.append, self.texts.append)
        return widget, widget

    def _paste_box(self) -> tuple[QWidget, QWidget]:
        box = PasteBox()
        box.files_dropped.connect(self.files.append)
        return box, box.viewport()

    def _secret(self) -> tuple[QWidget, QWidget]:
        field = SecretField(icons(), "a secret")
        return field, field.line()

    def _line(self) -> tuple[QWidget, QWidget]:
        line = QLineEdit()
        CopiesOnly(line, line.event)
        return line, line


def icons() -> Icons:
    return Icons(resources_folder() / "icons")


PLACES = ("window", "paste_box", "secret", "line")


@pytest.fixture
def place_at() -> Iterator[Callable[[str], Place]]:
    places: list[Place] = []

    def make(kind: str) -> Place:
        places.append(Place(kind))
        return places[-1]

    yield make
    for place in places:
        place.owner.deleteLater()


def some_text() -> QMimeData:
    mime = QMimeData()
    mime.setText("synthetic")
    return mime


def dragged(target: QWidget, mime: QMimeData, actions: Qt.DropAction) -> list[QDropEvent]:
    """What became of a drag: as it enters, as it moves, as it is dropped."""
    events = [
        QDragEnterEvent(PLACE.toPoint(), actions, mime, *HELD),
        QDragMoveEvent(PLACE.toPoint(), actions, mime, *HELD),
        QDropEvent(PLACE, actions, mime, *HELD),
    ]
    for event in events:
        QApplication.sendEvent(target, event)
    return events


@pytest.mark.parametrize("kind", PLACES)
def test_what_was_proposed_as_a_move_is_taken_as_a_copy(
    place_at: Callable[[str], Place], kind: str
) -> None:
    place, mime = place_at(kind), some_text()
    events = dragged(place.target, mime, COPY | MOVE)
    assert {event.proposedAction() for event in events} == {MOVE}
    assert [(event.isAccepted(), event.dropAction()) for event in events] == [(True, COPY)] * 3
    assert place.taken() == ["synthetic"]


@pytest.mark.parametrize("kind", PLACES)
def test_a_source_that_gives_no_copy_is_refused(
    place_at: Callable[[str], Place], kind: str
) -> None:
    place, mime = place_at(kind), some_text()
    assert not any(event.isAccepted() for event in dragged(place.target, mime, MOVE))
    assert place.taken() == []


def test_nothing_is_taken_while_nothing_is_wanted(place_at: Callable[[str], Place]) -> None:
    place, mime = place_at("window"), some_text()
    place.is_wanted = False
    assert not any(event.isAccepted() for event in dragged(place.target, mime, COPY))
    assert place.taken() == []


@pytest.mark.parametrize("kind", ["window", "paste_box"])
def test_all_files_are_handed_on_in_their_order(
    place_at: Callable[[str], Place], kind: str, tmp_path: Path
) -> None:
    place, mime = place_at(kind), QMimeData()
    files = [tmp_path / "first.har", tmp_path / "second.txt"]
    mime.setUrls([QUrl("https://app.ltx.studio/"), *map(QUrl.fromLocalFile, map(str, files))])
    dragged(place.target, mime, COPY | MOVE)
    assert place.files == [files]


@pytest.mark.parametrize("kind", ["paste_box", "secret"])
def test_nothing_is_taken_where_nothing_can_be_changed(
    place_at: Callable[[str], Place], kind: str
) -> None:
    place, mime = place_at(kind), some_text()
    field = place.owner if isinstance(place.owner, PasteBox) else place.target
    field.setProperty("readOnly", True)
    assert not any(event.isAccepted() for event in dragged(place.target, mime, COPY | MOVE))
    assert place.taken() == []
