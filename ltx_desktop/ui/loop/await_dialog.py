"""Waiting for a dialog without a nested event loop."""

import asyncio
from itertools import pairwise

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget


async def await_dialog(dialog: QDialog, *, beside: bool = False) -> int:
    """Open a dialog, wait until it is finished, and delete it; its result code is returned.

    `beside` others it keeps nobody from using them. When the waiting task is cancelled the
    dialog is closed.
    """
    finished: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def finish(result: int) -> None:
        if not finished.done():
            finished.set_result(result)

    dialog.finished.connect(finish)
    _tab_through_buttons_as_seen(dialog)
    if beside:
        dialog.show()
    else:
        dialog.open()
    try:
        return await finished
    finally:
        dialog.finished.disconnect(finish)
        dialog.close()
        dialog.deleteLater()


def _tab_through_buttons_as_seen(dialog: QDialog) -> None:
    """Each desktop places them in its own way; Qt goes in the order in which they were made."""
    for box in dialog.findChildren(QDialogButtonBox):
        layout = box.layout()
        items = [layout.itemAt(number) for number in range(layout.count())] if layout else []
        buttons = [widget for item in items if item and (widget := item.widget())]
        for before, after in pairwise(buttons):
            QWidget.setTabOrder(before, after)
