"""The floor: a window with a table of 30 rows that never change, and nothing else.

Tells its first frame; with `idle`, only that httpx is imported after it; `hide` hides it then.
"""

import sys

from first_frame import SHOWN, FirstFrame, say, tell
from PySide6.QtCore import QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

ROWS, COLUMNS = 30, 8


def main() -> None:
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    window = QMainWindow()
    window.resize(1180, 760)
    model = QStandardItemModel(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    table = QTableView()
    table.setModel(model)
    window.setCentralWidget(table)

    def painted() -> None:
        if "idle" not in sys.argv:
            tell(table, ROWS, 1, " 1")
            return
        import httpx  # noqa: F401, PLC0415

        if "hide" in sys.argv:
            window.hide()
        QTimer.singleShot(2000, lambda: say(SHOWN))

    FirstFrame(table, painted)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
