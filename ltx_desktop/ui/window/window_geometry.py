"""Where the window was and how its table was arranged, kept from run to run."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from ltx_desktop.ui.accounts.accounts_page import AccountsPage
from ltx_desktop.ui.accounts.columns import Column

_WINDOW, _COLUMNS, _COLUMN_NAMES = "window", "columns", "column_names"
_PARTS, _TIMELINE = "parts", "timeline"
_NAMES = " ".join(column.name for column in Column)


class WindowMemory:
    """An INI file; what it holds of an older set of columns is ignored, and so is damage."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def restore(self, window: QWidget, page: AccountsPage) -> None:
        window.restoreGeometry(self._bytes(_WINDOW))
        if self._settings.value(_COLUMN_NAMES, "", type=str) == _NAMES:
            page.table.horizontalHeader().restoreState(self._bytes(_COLUMNS))
        page.parts.restoreState(self._bytes(_PARTS))
        page.show_timeline(self._settings.value(_TIMELINE, True, type=bool) is not False)

    def save(self, window: QWidget, page: AccountsPage) -> None:
        """Where the file cannot be written the next start begins as the first one did."""
        self._settings.setValue(_WINDOW, window.saveGeometry())
        self._settings.setValue(_COLUMNS, page.table.horizontalHeader().saveState())
        self._settings.setValue(_COLUMN_NAMES, _NAMES)
        self._settings.setValue(_PARTS, page.parts.saveState())
        self._settings.setValue(_TIMELINE, page.wants_timeline)
        self._settings.sync()

    def _bytes(self, key: str) -> QByteArray:
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
