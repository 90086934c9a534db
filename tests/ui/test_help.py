"""Help and About: there, true, and in nobody's way."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.journey import User, cookie, in_front, user_at_window
from harness.paths import paths_in
from harness.waiting import until
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ltx_desktop import __version__
from ltx_desktop.api.releases import INDEX
from ltx_desktop.app.paths import resources_folder
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.services import versions
from ltx_desktop.ui.edit.help_panel import HelpPanel
from ltx_desktop.ui.help.help_window import HelpWindow

STUDIO = "studio@northlight.example"


@pytest.fixture
def service() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


async def helped(user: User) -> HelpWindow:
    await until(user.window.actions_.help.isEnabled, "the window to be complete")
    await in_front(user.window)
    QTest.keyClick(user.window, Qt.Key.Key_F1)
    await until(user.help_window, "the help to open")
    window = user.help_window()
    assert window
    return window


def turned_to(user: User, window: HelpWindow, title: str) -> str:
    """What the page of this title says."""
    (item,) = window.topics.findItems(title, Qt.MatchFlag.MatchExactly)
    window.topics.setCurrentItem(item)
    return user.says(window)


async def test_f1_opens_the_help_once_and_beside_the_window(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        window = await helped(user)
        user.choose("Help")
        assert [one for one in QApplication.topLevelWidgets() if isinstance(one, HelpWindow)] == [
            window
        ]
        await user.open_renewal(STUDIO)
        await user.paste_cookies(cookie(STUDIO))
        assert "Choose “Renew”" in turned_to(user, window, "First renewal")
        QTest.mouseClick(
            window.topics.viewport(),
            Qt.MouseButton.LeftButton,
            pos=window.topics.visualItemRect(window.topics.item(2)).center(),
        )
        assert "The session has ended: jobs on this account fail." in user.says(window)
        user.click("Renew")
        await user.until_says(f"{STUDIO} was renewed.")
        QTest.keyClick(window, Qt.Key.Key_Escape)
        await until(lambda: user.help_window() is None, "the help to close")
        assert await helped(user) is not window


async def test_it_goes_with_the_app(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await helped(user)
        assert await user.close() == 0
        assert user.help_window() is None


async def test_it_knows_all_keys_this_machines_folders_and_the_settings(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        window = await helped(user)
        said = turned_to(user, window, "Keys").splitlines()
        native = QKeySequence.SequenceFormat.NativeText
        keys = [
            action.shortcut().toString(native)
            for action in user.window.findChildren(QAction)
            if not action.shortcut().isEmpty()
        ]
        assert len(keys) > 12
        assert set(keys) <= set(said)
        assert said[said.index("Ctrl+R") + 1] == "Renew"
        assert "API token" in turned_to(user, window, "Where data lives")
        places = {one.text() for one in window.findChildren(QLineEdit) if one.isVisible()}
        paths = paths_in(tmp_path)
        assert {str(paths.database), str(paths.settings), str(paths.log)} == places
        assert "14 d, 7 d, 3 d and 1 d" in turned_to(user, window, "Reminders")
        assert "ends in 3 d or less" in turned_to(user, window, "States and marks")


async def test_it_tells_who_is_asked_besides_the_service(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        said = turned_to(user, await helped(user), "Privacy")
        assert f"asks {INDEX.text.removeprefix('https://')} for new versions" in said


async def test_the_readme_has_the_same_keys(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    readme = (resources_folder().parent / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \|", readme[readme.index("## Keys") :], re.MULTILINE)
    table = {key for row in rows for key in row.split(", ")}
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await until(user.window.actions_.help.isEnabled, "the window to be complete")
        keys = {keys for keys, _what in user.window.actions_.shortcuts()}
        assert "Ctrl+Shift+R" in keys
        assert keys <= table | {"Ctrl+,"}
        assert "| Ctrl+, |" in readme


async def test_f1_in_the_edit_dialog_shows_the_steps_in_the_browser(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        await user.open_adding()
        dialog = user.dialog()
        assert dialog
        (panel,) = dialog.findChildren(HelpPanel)
        assert not panel.isVisible()
        user.key(Qt.Key.Key_F1)
        await until(panel.isVisible, "the steps to be shown")
        assert user.help_window() is None


async def test_about_has_what_a_report_needs_and_the_licences(
    qapp: QApplication, tmp_path: Path, service: DemoServer
) -> None:
    async with user_at_window(tmp_path, service.base_url, service.token) as user:
        await user.until_rows(5)
        user.choose("About LTX Accounts")
        await user.until_dialog()
        assert f"LTX Accounts {__version__}" in user.says(user.dialog())
        assert "not Lightricks' product “LTX Desktop”" in user.says(user.dialog())
        user.click("Copy")
        copied = QGuiApplication.clipboard().text().splitlines()
        assert copied[0] == f"LTX Accounts {__version__}"
        names = [line.partition(" ")[0] for line in copied[1:]]
        assert names == ["Qt", "Python", *versions.LIBRARIES, "OpenSSL", "SQLite", "System"]
        user.click("Licences")
        await until(
            lambda: [
                one
                for one in user.window.findChildren(QPlainTextEdit)
                if one.isVisible() and "GNU LESSER GENERAL PUBLIC LICENSE" in one.toPlainText()
            ],
            "the licences to be shown",
        )
