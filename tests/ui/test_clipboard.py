"""Secrets that are copied out of the app ask not to be recorded."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QClipboard, QContextMenuEvent, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ltx_desktop.app.paths import resources_folder
from ltx_desktop.ui.edit.paste_box import PasteBox
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.widgets.clipboard import PastedText
from ltx_desktop.ui.widgets.secret_field import SecretField

SECRET = "synthetic-refresh/abc+123=="
KEYS = {"edit-copy": Qt.Key.Key_C, "edit-cut": Qt.Key.Key_X}


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> None:
    QGuiApplication.clipboard().setText("of before")


def filled() -> SecretField:
    field = SecretField(Icons(resources_folder() / "icons"), "lt_refresh_token")
    field.set_text(SECRET)
    return field


@pytest.fixture
def field(qtbot: QtBot) -> SecretField:
    field = filled()
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
    box.show_read(SECRET)
    box.selectAll()
    box.copy()
    assert_copied_with_the_hints()


def select_by_keys(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def select_key_by_key(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in SECRET:
        QTest.keyClick(widget, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


def select_by_mouse(widget: QWidget) -> None:
    left, end = Qt.MouseButton.LeftButton, QPoint(widget.width() - 4, 12)
    QTest.mousePress(widget, left, pos=QPoint(2, 12))
    # Qt's own test mouse moves without a button.
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(end),
        QPointF(widget.mapToGlobal(end)),
        Qt.MouseButton.NoButton,
        left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, move)
    QTest.mouseRelease(widget, left, pos=end)


@pytest.fixture
def primary(qapp: QApplication) -> Callable[[], str]:
    """What a middle click would paste, under X11 and Wayland."""
    clipboard = QGuiApplication.clipboard()
    if not clipboard.supportsSelection():
        pytest.skip("this system has no such selection")
    clipboard.setText("of before", QClipboard.Mode.Selection)
    return lambda: clipboard.text(QClipboard.Mode.Selection)


def show(qtbot: QtBot, widget: QWidget) -> None:
    widget.resize(500, widget.height())
    widget.show()
    qtbot.waitActive(widget)
    widget.setFocus()


@pytest.mark.parametrize("select", [select_by_keys, select_key_by_key, select_by_mouse])
@pytest.mark.parametrize("is_field", [True, False])
def test_p7_a_selected_secret_is_no_primary_selection(
    qtbot: QtBot, primary: Callable[[], str], select: Callable[[QWidget], None], is_field: bool
) -> None:
    field, box = filled(), PasteBox()
    for one in (field, box):
        qtbot.addWidget(one)
    reveal(field)
    box.show_read(SECRET)
    show(qtbot, field if is_field else box)
    pointed = box.viewport() if select is select_by_mouse else box
    select(field.line() if is_field else pointed)
    selected = field.line().selectedText() if is_field else box.textCursor().selectedText()
    assert selected == SECRET
    assert primary() == ""


def test_other_selected_text_is_the_primary_selection(
    qtbot: QtBot, primary: Callable[[], str], field: SecretField
) -> None:
    reveal(field)
    line = QLineEdit("of no importance")
    qtbot.addWidget(line)
    show(qtbot, line)
    select_by_keys(line)
    assert primary() == "of no importance"


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
