"""The floor: a window with a table of 30 rows that never change, and nothing else.

Prints `shown` after its first frame; with `idle` httpx is imported then.
"""

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

ROWS, COLUMNS = 30, 8


class FirstFrame(QObject):
    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._shown)
        return False

    def _shown(self) -> None:
        assert self._table.model().rowCount() == ROWS
        if "idle" in sys.argv:
            import httpx  # noqa: F401, PLC0415
        print("shown", flush=True)


def main() -> None:
    application = QApplication([])
    window = QMainWindow()
    window.resize(1180, 760)
    model = QStandardItemModel(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    table = QTableView()
    table.setModel(model)
    window.setCentralWidget(table)
    FirstFrame(table)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
