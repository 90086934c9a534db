"""Secrets that are copied out of the app ask not to be recorded."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.ui.clipboard import PastedText
from ltx_desktop.ui.edit.paste_box import PasteBox
from ltx_desktop.ui.icons import Icons
from ltx_desktop.ui.secret_field import SecretField

SECRET = "synthetic-refresh/abc+123=="
KEYS = {"edit-copy": Qt.Key.Key_C, "edit-cut": Qt.Key.Key_X}


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> None:
    QGuiApplication.clipboard().setText("of before")


@pytest.fixture
def field(qtbot: QtBot) -> SecretField:
    field = SecretField(Icons(resources_folder() / "icons"), "lt_refresh_token")
    field.set_text(SECRET)
    field.line().selectAll()
    qtbot.addWidget(field)
    return field


def reveal(field: SecretField) -> None:
    field._reveal.click()


def assert_copied_with_the_hints() -> None:
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == SECRET
    assert mime.data("x-kde-passwordManagerHint").data() == b"secret"
    windows = 'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"'
    assert mime.data(windows).data() == bytes(4)


@pytest.mark.parametrize("way", [*KEYS])
def test_p7_by_key(field: SecretField, way: str) -> None:
    reveal(field)
    QTest.keyClick(field.line(), KEYS[way], Qt.KeyboardModifier.ControlModifier)
    assert_copied_with_the_hints()
    assert field.text() == ("" if way == "edit-cut" else SECRET)


@pytest.mark.parametrize("way", [*KEYS])
def test_p7_by_menu(qapp: QApplication, field: SecretField, way: str) -> None:
    reveal(field)
    line = field.line()
    line.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(), QPoint()))
    (menu,) = line.findChildren(QMenu)
    entry = menu.findChild(QAction, way)
    assert isinstance(entry, QAction)
    entry.trigger()
    menu.close()
    assert_copied_with_the_hints()
    assert field.text() == ("" if way == "edit-cut" else SECRET)


@pytest.mark.parametrize("way", [*KEYS])
def test_a_hidden_secret_is_not_copied_at_all(field: SecretField, way: str) -> None:
    QTest.keyClick(field.line(), KEYS[way], Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "of before"
    assert field.text() == SECRET


@pytest.mark.parametrize("way", [*KEYS])
def test_a_read_only_secret_is_not_cut(field: SecretField, way: str) -> None:
    reveal(field)
    field.set_read_only(True)
    QTest.keyClick(field.line(), KEYS[way], Qt.KeyboardModifier.ControlModifier)
    assert field.text() == SECRET


def test_p7_out_of_the_box_of_the_paste(qtbot: QtBot) -> None:
    box = PasteBox()
    qtbot.addWidget(box)
    box.put(SECRET)
    box.selectAll()
    box.copy()
    assert_copied_with_the_hints()


def test_p7_only_what_is_unchanged_is_cleared(qapp: QApplication) -> None:
    pasted = PastedText(SECRET)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("of somebody else")
    assert not pasted.clear_clipboard()
    assert clipboard.text() == "of somebody else"
    clipboard.setText(SECRET + "\n")
    assert pasted.clear_clipboard()
    assert clipboard.text() == ""


def test_other_keys_are_the_lines_own(field: SecretField) -> None:
    line: QLineEdit = field.line()
    QTest.keyClicks(line, "new")
    assert field.text() == "new"
