"""Everything can be done with the keyboard: Tab gets everywhere, in order, and it is seen where."""

from collections.abc import AsyncIterator, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from harness.journey import User, cookie, user_at_window
from harness.nine_accounts import nine_accounts
from harness.pasted import pasted
from harness.screens import opened
from harness.waiting import until
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QMenu,
    QPushButton,
    QTabWidget,
    QToolButton,
    QWidget,
)

from ltx_desktop.app.clock import now
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.ui.edit.edit_dialog import EditDialog

DEFAULTS = {
    "window": [],
    "renew": ["Renew"],
    "renew-asked": ["Renew"],
    "settings-0": ["Save"],
    "settings-1": ["Save"],
    "settings-2": ["Save"],
    "run": ["Renew"],
    "browser": ["Save"],
    "label": ["Save"],
    "forget": ["Cancel"],
    "log": ["Close"],
    "about": ["Close"],
}
"""What Enter presses, wherever the focus is."""

_MOST = 60
"""Widgets that a walk may go through; more are a circle."""


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer(accounts=nine_accounts(now().timestamp())) as server:
        yield server


def told(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.accessibleName() or text}"


def walk(key: Qt.Key) -> list[QWidget]:
    """What has the focus, key by key, until all begins anew."""
    seen: list[QWidget] = []
    while (widget := QApplication.focusWidget()) and widget not in seen and len(seen) < _MOST:
        seen.append(widget)
        QTest.keyClick(widget, key)
    assert QApplication.focusWidget() is seen[0], "it went round"
    return seen


def reachable(window: QWidget) -> set[str]:
    """What asks for the focus, and is neither hidden nor part of something that asks for it."""
    return {
        told(one)
        for one in window.findChildren(QWidget)
        if one.window() is window
        and one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not isinstance(one.parent(), QAbstractSpinBox)
    }


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def steps_back(widgets: list[QWidget]) -> list[str]:
    """Where it goes against the direction of reading, but for the one time that it begins anew."""
    return [
        f"{told(before)} -> {told(after)}"
        for before, after in pairwise([*widgets, widgets[0]])
        if _is_back(place(before), place(after))
    ]


def _is_back(before: QRect, after: QRect) -> bool:
    if after.bottom() < before.top():
        return True
    return after.top() <= before.bottom() and after.left() < before.left()


def assert_in_order(window: QWidget) -> list[QWidget]:
    seen = walk(Qt.Key.Key_Tab)
    assert {told(one) for one in seen} >= reachable(window)
    assert len(steps_back(seen)) <= 1
    assert walk(Qt.Key.Key_Backtab) == [seen[0], *reversed(seen[1:])]
    return seen


async def active(window: QWidget) -> None:
    window.activateWindow()
    await until(lambda: QApplication.activeWindow() is window, f"{window.windowTitle()} in front")
    await until(QApplication.focusWidget, "focus")


async def in_front(user: User, action: QAction) -> QDialog:
    dialog = await opened(user, action)
    await active(dialog)
    return dialog


async def closed_by_escape(user: User) -> None:
    widget = QApplication.focusWidget()
    assert widget
    QTest.keyClick(widget, Qt.Key.Key_Escape)
    await until(lambda: not user.controllers.dialogs.is_open, "the dialog to be done")
    await active(user.window)


async def places(user: User) -> AsyncIterator[tuple[str, QWidget]]:
    """Window and dialogs, each in front and in a state with much to walk through."""
    actions = user.window.actions_
    await user.select("expired@northlight.example")
    await active(user.window)
    yield "window", user.window
    dialog = await in_front(user, actions.renew)
    assert isinstance(dialog, EditDialog)
    yield "renew", dialog
    dialog.paste(pasted(cookie("somebody@northlight.example")))
    await until(dialog.form.owner_bar.text, "the question whose session it is")
    next(one for one in dialog.findChildren(QToolButton) if one.text()).click()
    yield "renew-asked", dialog
    await closed_by_escape(user)
    dialog = await in_front(user, actions.settings)
    (tabs,) = dialog.findChildren(QTabWidget)
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        yield f"settings-{number}", dialog
    await closed_by_escape(user)
    for name, action in (
        ("run", actions.renew_due),
        ("browser", actions.browser),
        ("label", actions.label),
        ("forget", actions.forget),
        ("log", actions.show_log),
        ("about", actions.about),
    ):
        yield name, await in_front(user, action)
        await closed_by_escape(user)


async def test_tab_gets_everywhere_as_one_reads_and_escape_closes(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path / "new", service.base_url) as user:
        await user.until_says("Paste your useapi.net API token to begin.")
        await active(user.window)
        user.field("API token").setText("user:1-demo")
        assert_in_order(user.window)
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        async for name, window in places(user):
            assert_in_order(window)
            buttons = window.findChildren(QPushButton)
            default = [
                one.text().replace("&", "")
                for one in buttons
                if one.isVisible() and one.isDefault()
            ]
            assert (name, default) == (name, DEFAULTS[name])


async def test_where_the_focus_is_can_be_seen(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    unseen: list[str] = []
    async with user_at_window(tmp_path / "new", service.base_url) as user:
        await user.until_says("Paste your useapi.net API token to begin.")
        await active(user.window)
        user.field("API token").setText("user:1-demo")
        unseen += focus_unseen(user.window)
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        async for name, window in places(user):
            unseen += [f"{name}: {one}" for one in focus_unseen(window)]
    assert unseen == []


def focus_unseen(window: QWidget) -> list[str]:
    """What looks the same with and without the focus."""
    unseen = []
    for widget in walk(Qt.Key.Key_Tab):
        with_focus = _look(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        # Enter presses a default button wherever the focus is: it looks as if it had it.
        is_default = isinstance(widget, QPushButton) and widget.isDefault()
        if _look(widget) == with_focus and not is_default:
            unseen.append(told(widget))
    return unseen


def _look(widget: QWidget) -> QImage:
    """With the room around it that a frame may take."""
    return widget.window().grab(place(widget).adjusted(-3, -3, 3, 3)).toImage()


async def test_the_table_is_sorted_without_a_mouse(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_refreshed()
        orders = []
        for _time in range(2):
            user.choose("Sort by")
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            ticked = [one.text() for one in menu.actions() if one.isChecked()]
            (account,) = (one for one in menu.actions() if one.text() == "Account")
            menu.setActiveAction(account)
            QTest.keyClick(menu, Qt.Key.Key_Return)
            orders.append((ticked, [*user.rows()]))
        by_email = sorted(user.rows())
        assert orders == [(["State"], by_email), (["Account"], by_email[::-1])]
