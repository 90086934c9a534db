"""Every control that the keyboard reaches has a name, in every place of the window."""

from pathlib import Path

from harness.journey import user_at_window
from harness.waiting import until
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QWidget

from ltx_desktop.demo.server import DemoServer


def nameless(root: QWidget) -> list[str]:
    found = []
    for widget in root.findChildren(QWidget):
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        # The line inside a spin box speaks for it and has no name of its own.
        is_part = isinstance(widget.parent(), QAbstractSpinBox)
        if not takes_focus or is_part or not widget.isVisible():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


async def test_every_control_has_a_name(qapp: QApplication, tmp_path: Path) -> None:
    with DemoServer() as service:
        async with user_at_window(tmp_path, service.base_url) as user:
            await user.until_says("Paste your useapi.net API token to begin.")
            assert nameless(user.window) == []
        async with user_at_window(tmp_path, service.base_url, service.token) as user:
            await user.until_rows(5)
            assert nameless(user.window) == []
            for open_it in ("Add account", "Settings", "About LTX Accounts"):
                user.choose(open_it)
                await user.until_dialog()
                dialog = user.dialog()
                assert dialog
                assert nameless(dialog) == []
                user.key(Qt.Key.Key_Escape)
                await user.until_no_dialog()
            user.choose("Help")
            await until(user.help_window, "the help to open")
            window = user.help_window()
            assert window
            for number in range(window.topics.count()):
                window.topics.setCurrentRow(number)
                assert nameless(window) == []
