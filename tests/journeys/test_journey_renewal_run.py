"""Renewing all that is due in one go, without the mouse."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from harness.journey import User, cookie, in_front, user_at_window
from harness.nine_accounts import nine_accounts
from harness.waiting import until
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ltx_desktop.app.clock import now
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.controllers.browser import STUDIO

DUE = ["error", "expired", "thirty-seconds", "fifty-minutes", "forty-hours", "six-days"]


def email(name: str) -> str:
    return f"{name}@northlight.example"


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer(accounts=nine_accounts(now().timestamp())) as server:
        yield server


async def until_turn(user: User, position: int, total: int, name: str) -> None:
    await user.until_dialog_says(f"Account {position} of {total}")
    await user.until_dialog_says(f"Renew {email(name)}")


async def paste_and_return(user: User, name: str, login: str = "first") -> None:
    """Two keys: Ctrl+V where the focus is, and Return."""
    dialog = user.dialog()
    assert dialog
    await user.paste_cookies(cookie(email(name), login))
    await until(lambda: "3 of 3 cookies" in user.says(dialog), "the paste to be read")
    user.key(Qt.Key.Key_Return)


async def begin(user: User) -> None:
    await user.until_rows(9)
    await in_front(user.window)
    QTest.keySequence(user.window, QKeySequence("Ctrl+Shift+R"))
    await user.until_dialog()


async def test_all_that_is_due_is_renewed_with_a_paste_each(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await begin(user)
        for number, name in enumerate(DUE, start=1):
            await until_turn(user, number, len(DUE), name)
            await until(user.paste_box().hasFocus, "the focus to be where one pastes")
            await paste_and_return(user, name)
        await user.until_no_dialog()
        await user.until_says("Renewed 6 of 6 accounts.")
        assert user.opened == [STUDIO] * len(DUE)
        rows = user.rows()
        assert [rows[email(name)][Column.STATE] for name in DUE] == ["Healthy"] * len(DUE)
        user.choose("Renew all due")
        await user.until_says("No account needs renewing.")


async def test_a_run_can_be_skipped_through_stopped_and_gone_on_with(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await begin(user)
        user.click("Skip")
        await until_turn(user, 2, 6, "expired")
        await paste_and_return(user, "expired")
        await until_turn(user, 3, 6, "thirty-seconds")
        user.key(Qt.Key.Key_Escape)
        await user.until_says("Renewed 1 of 6 accounts.")
        await user.until_says(f"Skipped: {email('error')}.")
        # One of them is renewed by hand in between.
        await user.open_renewal(email("fifty-minutes"))
        await paste_and_return(user, "fifty-minutes")
        dialogs = user.controllers.dialogs
        await until(lambda: not dialogs.is_open, "another dialog to be welcome")
        user.choose("Renew all due")
        await until_turn(user, 1, 4, "error")
        user.key(Qt.Key.Key_Escape)
        await user.until_says("Renewed 0 of 4 accounts.")
        user.click("Go on")
        await until_turn(user, 1, 4, "error")


async def test_cookies_that_were_of_no_use_keep_the_turn_and_say_so(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await begin(user)
        user.click("Skip")
        await until_turn(user, 2, 6, "expired")
        user.click("Skip")
        await until_turn(user, 3, 6, "thirty-seconds")
        service.faults.add("old-session")
        await paste_and_return(user, "thirty-seconds")
        await user.until_dialog_says("the cookie was accepted, but the date did not move.")
        await until_turn(user, 3, 6, "thirty-seconds")
        service.faults.replace([])
        await paste_and_return(user, "thirty-seconds", "second")
        await until_turn(user, 4, 6, "fifty-minutes")
        assert "did not move" not in user.says(user.dialog())


async def test_a_paste_of_another_account_of_the_run_does_not_take_its_turn_twice(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await begin(user)
        await user.paste_cookies(cookie(email("expired")))
        user.click(f"Renew {email('expired')} instead")
        user.key(Qt.Key.Key_Return)
        await user.until_dialog_says(f"{email('expired')} was renewed.")
        await until_turn(user, 2, 6, "error")
        await paste_and_return(user, "error")
        await until_turn(user, 3, 6, "thirty-seconds")


async def test_a_selection_of_several_is_a_run_of_these(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(9)
        user.paste("days", user.find(QLineEdit, "Search accounts"))
        await user.until_rows(2)
        user.window.accounts.table.selectAll()
        user.choose("Renew")
        await until_turn(user, 1, 2, "six-days")


async def test_each_account_may_have_a_browser_of_its_own(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    opened = tmp_path / "opened by studio's own"
    script = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.argv[2])"
    command = f'"{sys.executable}" -c "{script}" "{opened}"'
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(9)
        await user.select(email("error"))
        user.choose("Browser for renewals")
        await user.until_dialog()
        user.paste(command, user.find(QLineEdit, "Browser command"))
        user.click("Save")
        await user.until_no_dialog()
        await begin(user)
        await until(lambda: opened.exists() and opened.read_text() == STUDIO, "its browser")
        assert user.opened == []
        user.click("Skip")
        await until_turn(user, 2, 6, "expired")
        assert user.opened == [STUDIO]


async def test_a_browser_that_does_not_start_is_said_and_the_run_goes_on(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(9)
        preferences = user.profile.preferences
        browsers = {email("error"): "/nonexistent/browser"}
        preferences.use(replace(preferences.settings, browsers=browsers))
        await begin(user)
        await user.until_dialog_says("The browser could not be started.")
        await paste_and_return(user, "error")
        await until_turn(user, 2, 6, "expired")
