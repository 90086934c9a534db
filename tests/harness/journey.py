"""A user at the real window: a service over a socket, a database file, keys and clicks."""

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from harness.dressed import dressed
from harness.paths import paths_in
from harness.waiting import until
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)

from ltx_desktop.app.clock import now
from ltx_desktop.app.paths import resources_folder
from ltx_desktop.app.running import live
from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.app.wiring.window import make_window
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.ports import VaultPort
from ltx_desktop.store.secrets import MemoryVault
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.controllers.controllers import Controllers
from ltx_desktop.ui.edit.edit_dialog import EditDialog
from ltx_desktop.ui.help.help_window import HelpWindow
from ltx_desktop.ui.style.icons import Icons

W = TypeVar("W", bound=QWidget)

_LATER = 4_000_000_000
"""Seconds since 1970: the year 2096."""

NO_INDEX = BaseUrl.parse("http://127.0.0.1:1")
"""No test asks the real one for releases."""


def cookie(email: str, login: str = "first") -> str:
    """A well-formed Cookie header value of nobody; its token claims `email`.

    Each email and login has a session of its own.
    """
    claims = [{"alg": "none"}, {"email": email, "exp": _LATER}]
    parts = [base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=") for one in claims]
    token = b".".join([*parts, b"SYNTHETIC"]).decode()
    session = base64.b64encode(f"{email} {login}".encode()).decode()
    return f"lt_id=synthetic-user; lt_token={token}; lt_refresh_token=SYN-refresh/{session}"


async def in_front(window: QWidget) -> None:
    """Keys reach shortcuts only in the active window, and no window manager makes one active."""
    window.activateWindow()
    await until(window.isActiveWindow, f"{window.windowTitle()!r} to be in front")


class Clocks:
    """This machine's clocks, which a test may set, or let both run ahead."""

    def __init__(self) -> None:
        self._set = timedelta(0)
        self._ran = timedelta(0)

    def system(self) -> datetime:
        return now() + self._set + self._ran

    def timestamp(self) -> float:
        """For a service whose clock is the same."""
        return self.system().timestamp()

    def monotonic(self) -> float:
        return time.monotonic() + self._ran.total_seconds()

    def set(self, by: timedelta) -> None:
        """As somebody sets a clock, or a machine wakes up from a sleep."""
        self._set += by

    def run(self, span: timedelta) -> None:
        """As if this span had passed with the machine awake."""
        self._ran += span


def _seen(text: str) -> str:
    """Where long words may be broken is nothing that anybody sees."""
    return text.replace("\u200b", "")


class User:
    """Sees what is on the screen, and acts through keys and clicks only.

    `opened` are the addresses that were opened in the system's browser.
    """

    def __init__(
        self,
        controllers: Controllers,
        profile: OpenedProfile,
        stop: asyncio.Event,
        living: "asyncio.Task[int]",
        opened: list[str],
    ) -> None:
        self.opened = opened
        self.controllers = controllers
        self.profile = profile
        self.window = controllers.window
        self.stop = stop
        self.living = living

    # Seeing

    def rows(self) -> dict[str, list[str]]:
        """The table's texts by email, in the order of the table."""
        model = self.window.accounts.model
        return {
            model.row_at(row).email: [
                str(model.data(model.index(row, column))) for column in Column
            ]
            for row in range(model.rowCount(QModelIndex()))
        }

    def says(self, within: QWidget | None = None) -> str:
        """All visible labels of the window, or of a dialog, as one text."""
        labels = (within or self.window).findChildren(QLabel)
        return "\n".join(_seen(one.text()) for one in labels if one.isVisible())

    def dialog(self) -> QDialog | None:
        found = (one for one in self.window.findChildren(QDialog) if one.isVisible())
        return next(found, None)

    def help_window(self) -> HelpWindow | None:
        everywhere = QApplication.topLevelWidgets()
        found = (one for one in everywhere if isinstance(one, HelpWindow) and one.isVisible())
        return next(found, None)

    def find(self, kind: type[W], name: str) -> W:
        """The visible widget of a kind whose text or accessible name begins so."""
        where = self.dialog() or self.window
        for widget in where.findChildren(kind):
            shown = widget.text() if isinstance(widget, QAbstractButton) else ""
            names = (shown.replace("&", ""), widget.accessibleName())
            if widget.isVisible() and any(one.startswith(name) for one in names):
                return widget
        raise AssertionError(f"no visible {kind.__name__} called {name!r}")

    def paste_box(self) -> QPlainTextEdit:
        return self.find(QPlainTextEdit, "Pasted cookies")

    def summary(self) -> str:
        page = self.window.accounts
        return f"{page.headline.text()}\n{page.chips.text()}"

    def field(self, name: str) -> QLineEdit:
        return self.find(QLineEdit, name)

    # Doing

    def choose(self, name: str) -> None:
        """An entry of a menu, which must be enabled."""
        for action in self.window.findChildren(QAction):
            if action.text().replace("&", "").startswith(name) and action.isEnabled():
                action.trigger()
                return
        raise AssertionError(f"nothing called {name!r} can be chosen now")

    def click(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), f"{name} is disabled"
        # Of a check box only box and text can be hit.
        place = QPoint(8, button.height() // 2) if isinstance(button, QCheckBox) else QPoint()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=place)

    def turn_to(self, name: str) -> None:
        """A tab of the dialog."""
        dialog = self.dialog()
        assert dialog
        (tabs,) = dialog.findChildren(QTabWidget)
        names = [tabs.tabText(number).replace("&", "") for number in range(tabs.count())]
        tabs.setCurrentIndex(names.index(name))

    def paste(self, text: str, where: QWidget) -> None:
        """Ctrl+V with `text` on the clipboard."""
        QGuiApplication.clipboard().setText(text)
        QTest.keySequence(where, QKeySequence(QKeySequence.StandardKey.Paste))

    async def paste_cookies(self, text: str) -> None:
        """Ctrl+V in the paste box of the dialog, and the wait until it is read."""
        dialog = self.dialog()
        assert isinstance(dialog, EditDialog)
        self.paste(text, self.paste_box())
        await until(lambda: not dialog._reading.is_running, "the paste to be read")

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.dialog() or self.window, key)

    async def enter_file(self, choice: str, path: Path) -> QLineEdit:
        """Choose an entry that asks for a file, and write its name: the line that it stands in."""
        self.choose(choice)
        await self.until_dialog()
        dialog = self.dialog()
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        line.setText(str(path))
        return line

    async def select(self, email: str) -> None:
        self.window.accounts.table.select_email(email)
        await until(lambda: self.window.accounts.table.selected_emails() == [email], "selection")

    async def open_renewal(self, email: str) -> None:
        await self.select(email)
        self.choose("Renew")
        await self.until_dialog()

    async def open_adding(self) -> None:
        self.choose("Add account")
        await self.until_dialog()

    async def until_dialog(self) -> None:
        """One is open and takes keys."""
        await until(self.dialog, "a dialog to open")
        dialog = self.dialog()
        assert dialog
        await in_front(dialog)

    async def until_no_dialog(self) -> None:
        await until(lambda: self.dialog() is None, "the dialog to close")

    async def until_says(self, text: str) -> None:
        await until(lambda: text in self.says(), lambda: f"{text!r} in: {self.says()}")

    async def until_dialog_says(self, text: str) -> None:
        await until(lambda: text in self.says(self.dialog()), lambda: f"{text!r} in: {self.says()}")

    async def until_rows(self, count: int) -> None:
        await until(lambda: len(self.rows()) == count, f"{count} rows")

    async def until_refreshed(self) -> None:
        """The list was read, with all that comes after it."""
        await until(lambda: self.rows() and self.window.actions_.refresh.isEnabled(), "a refresh")

    async def close(self) -> int:
        """Close the window as its frame's button does, and wait for the end."""
        self.window.close()
        return await self.living


@asynccontextmanager
async def user_at_window(
    folder: Path,
    base_url: str | None,
    token: str | None = None,
    vault: VaultPort | None = None,
    clocks: Clocks | None = None,
    index: BaseUrl = NO_INDEX,
    *,
    is_demo: bool = False,
    is_in_front: Callable[[], bool] = bool,
) -> AsyncIterator[User]:
    """The app from its first frame to its orderly end; files are kept in `folder`.

    `base_url` None: the address is the settings'. Nobody is at the window, wherever the display
    may have its focus, unless `is_in_front` is asked.
    """
    memory = MemoryVault(Secret(token) if token else None)
    clocks = clocks or Clocks()
    address = BaseUrl.parse(base_url) if base_url else None
    profile = OpenedProfile(
        paths_in(folder),
        lambda: vault or memory,
        base_url=address,
        system=clocks.system,
        index=index,
    )
    opened: list[str] = []

    def open_page(address: str) -> bool:
        opened.append(address)
        return True

    stop = asyncio.Event()
    shown: asyncio.Future[Controllers] = asyncio.get_running_loop().create_future()

    async def watch(controllers: Controllers) -> int:
        shown.set_result(controllers)
        await stop.wait()
        return 0

    icons = Icons(resources_folder() / "icons")
    dressed()
    window = make_window(profile, icons, is_demo=is_demo, monotonic=clocks.monotonic)
    window.show()
    living = asyncio.get_running_loop().create_task(
        live(
            window,
            profile,
            stop,
            icons,
            watch=watch,
            open_page=open_page,
            use_theme=dressed().use,
            is_in_front=is_in_front,
        )
    )
    try:
        yield User(await shown, profile, stop, living, opened)
    finally:
        stop.set()
        await living
        profile.store.close()
