"""Waiting for a dialog without a nested event loop."""

import asyncio

from PySide6.QtWidgets import QDialog


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
