"""Draws the README's screenshots from the running window on the demo service.

    uv run python packaging/screenshots.py [FOLDER]

One process draws one theme, with files, settings and bus of its own.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette

    from ltx_desktop.ui.edit.paste_reading import Pasted

_COPIED = """curl 'https://app.ltx.studio/api/me' \\
  -H 'accept: application/json' \\
  -b '{cookies}; _ga=GA1.1.1' \\
  -H 'referer: https://app.ltx.studio/'"""

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "screenshots"
THEMES = ("light", "dark")


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for theme in THEMES:
        with tempfile.TemporaryDirectory() as home:
            environment = os.environ | {
                "QT_QPA_PLATFORM": "offscreen",
                "HOME": home,
                "XDG_DATA_HOME": f"{home}/data",
                "XDG_CONFIG_HOME": f"{home}/config",
                "XDG_STATE_HOME": f"{home}/state",
                # The reminder belongs into the picture, not onto somebody's desktop.
                "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/no-bus",
            }
            subprocess.run(  # noqa: S603 - this very script
                [sys.executable, __file__, "--draw", theme, str(folder)],
                env=environment,
                check=True,
            )
    return 0


def _copied(email: str) -> "Pasted":
    from ltx_desktop.app.clock import now
    from ltx_desktop.app.walkthrough import synthetic_cookie
    from ltx_desktop.services.reading import read_text
    from ltx_desktop.ui.edit.paste_reading import Pasted

    text = _COPIED.format(cookies=synthetic_cookie(email))
    return Pasted(text, read_text(text, now()))


def _dress(theme: str) -> None:
    from PySide6.QtWidgets import QApplication

    from ltx_desktop.domain.settings import Theme
    from ltx_desktop.ui.style.theming import Theming

    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 - the window is there
    Theming(application, Theme(theme))


def draw(theme: str, folder: Path) -> int:
    """Open the demo window in a theme and grab it in its main states."""
    from PySide6.QtCore import QObject, QUrl, Slot
    from PySide6.QtGui import QDesktopServices

    from ltx_desktop.app import demo_profile
    from ltx_desktop.ui.controllers.controllers import Controllers
    from ltx_desktop.ui.edit.edit_dialog import EditDialog

    class NoBrowser(QObject):
        @Slot(QUrl)
        def take(self, _address: QUrl) -> None:
            """Open nothing on the desktop of whoever draws pictures."""

    no_browser = NoBrowser()

    async def until_shown(controllers: Controllers) -> int:
        window, records = controllers.window, controllers.window.records
        _dress(theme)
        while records.last_refresh is None:  # noqa: ASYNC110 - no one event tells
            await asyncio.sleep(0.02)
        window.resize(1100, 700)
        welcome = controllers.welcome
        window.pages.setCurrentWidget(welcome)
        await asyncio.sleep(0.1)
        around = welcome.childrenRect().adjusted(-40, -24, 40, 24)
        welcome.grab(around).save(str(folder / f"welcome-{theme}.png"))
        window.show_accounts()
        email = "studio@northlight.example"
        window.accounts.table.select_email(email)
        await asyncio.sleep(0.1)
        window.grab().save(str(folder / f"accounts-{theme}.png"))
        window.actions_.renew.trigger()
        await asyncio.sleep(0.1)
        dialog = window.findChild(EditDialog)
        assert isinstance(dialog, EditDialog)  # noqa: S101 - the renewal has just been opened
        dialog.form.help_button.setChecked(True)
        await asyncio.sleep(0.1)
        dialog.grab().save(str(folder / f"steps-{theme}.png"))
        dialog.form.help_button.setChecked(False)
        dialog.paste(_copied(email))
        await asyncio.sleep(0.1)
        dialog.adjustSize()
        dialog.grab().save(str(folder / f"edit-{theme}.png"))
        dialog.submit()
        while controllers.dialogs.is_open:  # noqa: ASYNC110 - likewise
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.1)
        window.grab().save(str(folder / f"result-{theme}.png"))
        QDesktopServices.setUrlHandler("https", no_browser, "take")
        window.actions_.renew_due.trigger()
        await asyncio.sleep(0.1)
        turn = next(one for one in window.findChildren(EditDialog) if one.isVisible())
        turn.grab().save(str(folder / f"run-{theme}.png"))
        turn.reject()
        return 0

    return demo_profile.run_demo([], watch=until_shown)


def _dark() -> "QPalette":
    from PySide6.QtGui import QPalette

    role = QPalette.ColorRole
    colours = {
        role.Window: "#1f2124",
        role.WindowText: "#e8e8e8",
        role.Base: "#17181a",
        role.AlternateBase: "#1f2124",
        role.Text: "#e8e8e8",
        role.PlaceholderText: "#9a9a9a",
        role.Button: "#2b2d30",
        role.ButtonText: "#e8e8e8",
        role.Highlight: "#2f6fd0",
        role.HighlightedText: "#ffffff",
    }
    palette = QPalette("#2b2d30")
    for name, colour in colours.items():
        palette.setColor(name, colour)
    return palette


if __name__ == "__main__":
    if sys.argv[1:2] == ["--draw"]:
        sys.exit(draw(sys.argv[2], Path(sys.argv[3])))
    sys.exit(main())
