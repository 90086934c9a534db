"""The floor: a window with a table of 30 rows that never change, and nothing else.

Tells its first frame; with `idle`, only that httpx is imported after it; `hide` hides it then.
"""

import sys
from collections.abc import Callable

from first_frame import SHOWN, say, tell
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

ROWS, COLUMNS = 30, 8


class Table(QTableView):
    """Asking it for its viewport would load most classes of widgets, which the floor does not."""

    painted: Callable[[], None] | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.painted:
            QTimer.singleShot(0, self.painted)
            self.painted = None


def main() -> None:
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    window = QMainWindow()
    window.resize(1180, 760)
    model = QStandardItemModel(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    table = Table()
    table.setModel(model)
    window.setCentralWidget(table)

    def painted() -> None:
        if "idle" not in sys.argv:
            tell(table, ROWS, 1, " 1")
            return
        import httpx  # noqa: F401

        if "hide" in sys.argv:
            window.hide()
        QTimer.singleShot(2000, lambda: say(SHOWN))

    table.painted = painted
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
