"""The one list: groups, keys, its buttons, its axis, and both its modes."""

from pathlib import Path

import pytest
from harness.fleet import at_window, record
from harness.journey import User
from harness.waiting import until
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ltx_desktop.domain.expiry import State
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.accounts.groups import Group
from ltx_desktop.ui.style.metrics import ICON, NEAR
from ltx_desktop.wording.states import state_word

pytestmark = pytest.mark.usefixtures("qapp")


def emails(user: User) -> list[str]:
    return [one.email.partition("@")[0] for one in user.window.accounts.table.selected_rows()]


def cell(user: User, row: int, column: Column) -> QPoint:
    """The middle of a cell, below a group's title."""
    table = user.window.accounts.table
    rect = table.visualRect(table.accounts.index(row, column))
    return table.layout_.cell_of(rect, row).center()


async def test_accounts_stand_in_groups_as_long_as_they_are_in_the_order_of_urgency(
    tmp_path: Path,
) -> None:
    async with at_window(tmp_path) as user:
        table = user.window.accounts.table
        groups = {row: table.layout_.group_of(row) for row in range(5)}
        assert groups == {0: Group.NOW, 1: None, 2: Group.SOON, 3: None, 4: Group.FINE}
        plain, head = table.rowHeight(1), table.painter.look.group_height
        assert [table.rowHeight(row) - plain for row in range(5)] == [head, 0, head, 0, head]
        table.sortByColumn(Column.EMAIL, Qt.SortOrder.AscendingOrder)
        assert {table.rowHeight(row) for row in range(5)} == {plain}
        table.sortByColumn(Column.STATE, Qt.SortOrder.AscendingOrder)
        user.window.records.put([record("first", -9)])
        await until(lambda: table.layout_.group_of(3) is Group.SOON, "the groups to move")
        assert [table.rowHeight(row) - plain for row in range(6)] == [head, 0, 0, head, 0, head]


async def test_the_most_urgent_account_is_selected_and_the_list_has_the_keys(
    tmp_path: Path,
) -> None:
    async with at_window(tmp_path) as user:
        table = user.window.accounts.table
        assert emails(user) == ["ended"]
        assert user.window.focusWidget() is table
        QTest.keyClick(table, Qt.Key.Key_End)
        assert emails(user) == ["fine"]
        QTest.keyClick(table, Qt.Key.Key_Home)
        assert emails(user) == ["ended"]
        QTest.keyClick(table, Qt.Key.Key_Return)
        await user.until_dialog()


async def test_down_leaves_the_search_for_the_list_and_esc_clears_the_search_then_the_chip(
    tmp_path: Path,
) -> None:
    async with at_window(tmp_path) as user:
        page, search = user.window.accounts, user.window.actions_.search
        user.click("Renew soon: 2")
        user.choose("Search")
        QTest.keyClicks(search, "later")
        assert page.model.rowCount(QModelIndex()) == 1
        QTest.keyClick(search, Qt.Key.Key_Down)
        assert user.window.focusWidget() is page.table
        user.choose("Show all accounts")
        assert search.text() == ""
        assert page.model.rowCount(QModelIndex()) == 2
        user.choose("Show all accounts")
        assert page.model.rowCount(QModelIndex()) == 5


async def test_a_due_row_has_a_button_and_another_has_it_below_the_pointer(
    tmp_path: Path,
) -> None:
    async with at_window(tmp_path) as user:
        table = user.window.accounts.table
        viewport = table.viewport()
        place = cell(user, 4, Column.RENEW)

        def paper(row: int) -> str:
            middle = cell(user, row, Column.RENEW)
            return viewport.grab().toImage().pixelColor(middle.x() - 36, middle.y()).name()

        surface = table.painter.look.surface.name()
        move_pointer(viewport, cell(user, 0, Column.EMAIL))
        await until(lambda: table.hovered_row == 0, "the pointer")
        assert paper(4) == surface
        move_pointer(viewport, place)
        await until(lambda: table.hovered_row == 4, "the pointer")
        button = table.painter.button(rect(user, 4), rtl=False)
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=button.center())
        await user.until_dialog()
        assert "fine@northlight.example" in user.says(user.dialog())


def rect(user: User, row: int) -> QRect:
    table = user.window.accounts.table
    return table.layout_.cell_of(table.visualRect(table.accounts.index(row, Column.RENEW)), row)


async def test_the_axis_is_zoomed_and_moved_by_wheel_and_drag(tmp_path: Path) -> None:
    async with at_window(tmp_path) as user:
        table, axis = user.window.accounts.table, user.window.accounts.axis
        whole = axis.scale(0, 1)
        place = QPointF(cell(user, 1, Column.LIFE))
        table.wheelEvent(wheel(place, Qt.KeyboardModifier.ControlModifier))
        nearer = axis.scale(0, 1)
        assert nearer.end - nearer.begin < whole.end - whole.begin
        header = table.horizontalHeader()
        middle = QPoint(round(place.x()), header.height() // 2)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(header.viewport(), left, none, middle)
        move_pointer(header.viewport(), middle + QPoint(60, 0), left)
        QTest.mouseRelease(header.viewport(), left, none, middle + QPoint(60, 0))
        assert axis.scale(0, 1).begin < nearer.begin
        user.choose("Whole time axis")
        assert axis.scale(0, 1).begin == whole.begin
        user.choose("Zoom out")
        assert axis.scale(0, 1).end > whole.end


def move_pointer(
    widget: QWidget, place: QPoint, held: Qt.MouseButton = Qt.MouseButton.NoButton
) -> None:
    """QTest's own lets the loop go on inside of the step that is running."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(widget.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        held,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def wheel(place: QPointF, modifiers: Qt.KeyboardModifier) -> QWheelEvent:
    return QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


async def test_from_fifty_accounts_on_the_list_is_compact_until_somebody_chooses(
    tmp_path: Path,
) -> None:
    many = [(f"a{number:03}", 20.0 + number) for number in range(50)]
    async with at_window(tmp_path, *many) as user:
        page = user.window.accounts

        def is_compact() -> bool:
            return page.is_compact

        assert is_compact()
        assert page.table.rowHeight(0) == page.table.painter.look.compact_height
        assert not page.table.isColumnHidden(Column.STATE)
        user.choose("Compact list")
        assert not is_compact()
        assert page.table.isColumnHidden(Column.STATE)
        user.window.records.put([record("more", 30)])
        assert not is_compact()


async def test_where_there_is_little_room_the_axis_goes_first(tmp_path: Path) -> None:
    async with at_window(tmp_path, width=560) as user:
        table = user.window.accounts.table
        assert table.isColumnHidden(Column.LIFE)
        shown = [one for one in Column if not table.isColumnHidden(one)]
        assert sum(map(table.columnWidth, shown)) <= table.viewport().width()


async def test_choosing_a_row_moves_nothing_sideways(tmp_path: Path) -> None:
    async with at_window(tmp_path, width=640) as user:
        user.window.accounts.show_compact(True)
        table = user.window.accounts.table
        sideways = table.horizontalScrollBar()
        await until(sideways.maximum, "more columns than there is room for")
        table.select_email("fine@northlight.example")
        QTest.keyClick(table, Qt.Key.Key_Home)
        assert sideways.value() == 0


async def test_the_states_word_is_never_cut(tmp_path: Path) -> None:
    async with at_window(tmp_path, width=640) as user:
        user.window.accounts.show_compact(True)
        table = user.window.accounts.table
        letters = table.painter.look.state
        room = table.columnWidth(Column.STATE) - (ICON.width() + 3 * NEAR)
        for state in State:
            word = state_word(state)
            shown = letters.metrics.elidedText(word, Qt.TextElideMode.ElideRight, room)
            assert shown == word
