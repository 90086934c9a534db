"""Opening LTX Studio in the browser: the system's, or the one that an account has of its own."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from ltx_desktop.services.preferences import Preferences

STUDIO = "https://app.ltx.studio/"

OpenPage = Callable[[str], bool]
"""Opens an address in the system's browser; False where that does not work."""


def split_command(command: str, platform: str) -> list[str]:
    """As the shell of that system does; ValueError for a quotation mark without its other half."""
    if platform == "win32":
        return QProcess.splitCommand(command)
    import shlex  # only where an account has a browser of its own

    return shlex.split(command)


def open_in_system_browser(address: str) -> bool:
    return QDesktopServices.openUrl(QUrl(address))


class Browser:
    """A command of an account gets the page's address as its last argument."""

    def __init__(self, preferences: Preferences, open_page: OpenPage) -> None:
        self._preferences = preferences
        self._open_page = open_page

    def open_for(self, email: str) -> bool:
        """False where nothing could be started."""
        command = self._preferences.settings.browsers.get(email)
        if command is None:
            return self._open_page(STUDIO)
        try:
            program, *arguments = split_command(command, sys.platform) or [""]
        except ValueError:
            return False
        started: bool = QProcess.startDetached(program, [*arguments, STUDIO])[0]
        return started
