"""The first frame of a table: told when it was painted, and looked for on the screen then.

Loads nothing of Qt before the frame: the floor is to be as bare as can be.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QTableView

SHOWN = "shown"
ON_SCREEN = "on the screen"

FEWEST = 8
"""Rows that a window of the size of ours has room for, whatever its font."""


def say(line: str) -> None:
    """To whoever measures."""
    print(line, flush=True)


def tell(table: "QTableView", rows: int, column: int, text: str) -> None:
    """Say `SHOWN`, and then `ON_SCREEN` or what is wrong.

    The table has to have so many `rows`, with `text` in a `column` that the screen shows.
    """
    say(SHOWN)
    say(_wrong(table, rows, column, text) or ON_SCREEN)


def _wrong(table: "QTableView", rows: int, column: int, text: str) -> str | None:
    model = table.model()
    if model.rowCount() != rows:
        return f"{model.rowCount()} rows instead of {rows}"
    last = table.rowAt(table.viewport().height() - 1)
    # The last of more rows than fit may be cut off.
    visible = range(table.rowAt(0), last if last >= 0 else rows)
    for row in visible:
        index = model.index(row, column)
        if text not in str(index.data()):
            return f"{index.data()!r} in row {row}"
        if not _is_on_screen(table, table.visualRect(index)):
            return f"row {row} is not on the screen"
    return None if len(visible) >= FEWEST else f"only {visible} to be seen"


def _is_on_screen(table: "QTableView", cell: "QRect") -> bool:
    """Whether the screen has what the cell looks like, and that is not blank."""
    from PySide6.QtGui import QGuiApplication, QImage

    if QGuiApplication.platformName() != "xcb":
        return True
    window = table.window()
    at = table.viewport().mapTo(window, cell.topLeft())
    place = (at.x(), at.y(), cell.width(), cell.height())
    screen = window.screen().grabWindow(window.winId(), *place).toImage()
    wanted = table.viewport().grab(cell).toImage()
    same = QImage.Format.Format_RGB32
    return screen.convertToFormat(same) == wanted.convertToFormat(same) and not _is_blank(wanted)


def _is_blank(image: "QImage") -> bool:
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return len({image.pixel(x, y) for x, y in points}) == 1
