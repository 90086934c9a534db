"""The app's own window, started as a user starts it, on the profile of the environment.

The first word is how many accounts have to be in it. Tells its first frame; with `idle`, only its
first refresh; `hide` hides the window then. The token comes from memory, and what the system's
keyring would load is loaded all the same.
"""

# ruff: noqa: E402, I001 - in the order of `app.main`, which is what is measured
import gc

gc.disable()
import os
import sys
from collections.abc import Callable
from pathlib import Path

import ltx_desktop.app.lean_qt  # noqa: F401
from ltx_desktop.app import startup
from ltx_desktop.app.main import run
from ltx_desktop.app.paths import Paths
from ltx_desktop.app.wiring import window
from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.domain.secret import Secret
from ltx_desktop.store.secrets import MemoryVault
from ltx_desktop.ui.accounts.columns import Column
from ltx_desktop.ui.window.main_window import MainWindow

from first_frame import SHOWN, say, tell
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QTableView

ACCOUNTS = int(sys.argv[1])


class FirstFrame(QObject):
    """Calls `painted` once the table was painted for the first time, with accounts or without."""

    def __init__(self, table: QTableView, painted: Callable[[], None]) -> None:
        super().__init__(table)
        self._painted = painted
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return False


class Watched(MainWindow):
    def __init__(self, *words: object, **more: object) -> None:
        super().__init__(*words, **more)  # type: ignore[arg-type]
        FirstFrame(self.accounts.table, self._painted)
        self.records.subscribe(lambda _change: self._refreshed_once())

    def _painted(self) -> None:
        if "idle" not in sys.argv:
            tell(self.accounts.table, ACCOUNTS, Column.EMAIL, "@northlight.example")

    def _refreshed_once(self) -> None:
        if self.accounts.model.rowCount() != ACCOUNTS:
            say(f"{self.accounts.model.rowCount()} rows after the refresh")
        if "hide" in sys.argv:
            self.hide()
        QTimer.singleShot(2000, lambda: say(SHOWN))


TOKEN = os.environ["LTX_API_TOKEN"]
"""Taken before the app takes it out of the environment."""


def with_keyring(paths: Paths) -> OpenedProfile:
    if "idle" in sys.argv and sys.platform == "linux":
        QTimer.singleShot(500, load_keyring)
    return OpenedProfile(paths, lambda: MemoryVault(Secret(TOKEN)))


def load_keyring() -> None:
    import keyring.backends.SecretService
    import secretstorage  # noqa: F401

    keyring.get_keyring()


if __name__ == "__main__":
    sys.path.append(str(Path(__file__).parent))
    vars(window).update(MainWindow=Watched)
    vars(startup).update(open_profile_of_user=with_keyring)
    sys.exit(run([]))
