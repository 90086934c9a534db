"""Where the window was and how its table was arranged, kept from run to run."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtWidgets import QStyle, QWidget

from ltx_desktop.ui.accounts.accounts_page import AccountsPage
from ltx_desktop.ui.accounts.columns import Column

_WINDOW, _COLUMNS, _COLUMN_NAMES = "window", "columns", "column_names"
_COMPACT, _DETAILS, _CAPACITY = "compact", "details", "capacity"
_PARTS, _SORT = "parts", "sort"
_LEAST = QSize(320, 240)
_NAMES = " ".join(column.name for column in Column)


def fit_screen(window: QWidget, size: QSize) -> None:
    """A size that is no larger than the screen; it also holds where Qt drops a saved place."""
    bar = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    # A window of exactly the screen's size counts as one without a frame.
    room = window.screen().availableSize() - QSize(2, bar + 2)
    fitting = size.boundedTo(room) if room.isValid() else size
    if fitting != size:
        # Its parts may ask for more than there is: notices on a screen of large letters.
        window.setMinimumSize(_LEAST.boundedTo(room))
    window.resize(fitting)


class WindowMemory:
    """An INI file; what it holds of an older set of columns is ignored, and so is damage."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def restore(self, window: QWidget, page: AccountsPage) -> None:
        window.restoreGeometry(self._bytes(_WINDOW))
        known = self._settings.value(_COLUMN_NAMES, "", type=str) == _NAMES
        chosen = self._settings.value(_COMPACT, "", type=str)
        page.restore(
            {"true": True, "false": False}.get(str(chosen)),
            self._bytes(_COLUMNS) if known else QByteArray(),
        )
        column, _slash, falls = str(self._settings.value(_SORT, "", type=str)).partition("/")
        if column in Column.__members__:
            order = Qt.SortOrder.DescendingOrder if falls else Qt.SortOrder.AscendingOrder
            page.table.sortByColumn(Column[column], order)
        page.wants_details = self._settings.value(_DETAILS, True, type=bool) is not False
        page.wants_capacity = self._settings.value(_CAPACITY, True, type=bool) is not False

    def restore_parts(self, page: AccountsPage) -> None:
        """How wide the details were, once they are there."""
        page.parts.restoreState(self._bytes(_PARTS))

    def save(self, window: QWidget, page: AccountsPage) -> None:
        """Where the file cannot be written the next start begins as the first one did."""
        self._settings.setValue(_WINDOW, window.saveGeometry())
        self._settings.setValue(_COLUMNS, page.table.layout_.compact_state())
        self._settings.setValue(_COLUMN_NAMES, _NAMES)
        header = page.table.horizontalHeader()
        falls = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        name = Column(header.sortIndicatorSection()).name
        self._settings.setValue(_SORT, f"{name}/falls" if falls else name)
        self._settings.setValue(_PARTS, page.parts.saveState())
        if page.wants_compact is not None:
            self._settings.setValue(_COMPACT, page.wants_compact)
        self._settings.setValue(_DETAILS, page.wants_details)
        self._settings.setValue(_CAPACITY, page.wants_capacity)
        self._settings.sync()

    def _bytes(self, key: str) -> QByteArray:
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
