"""What is dropped on the window: text, or the first of some files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class Drops(QObject):
    """Takes what is dropped on a widget as long as `wanted`."""

    def __init__(
        self,
        widget: QWidget,
        wanted: Callable[[], bool],
        take_file: Callable[[Path], None],
        take_text: Callable[[str], None],
    ) -> None:
        super().__init__(widget)
        self._wanted = wanted
        self._take_file = take_file
        self._take_text = take_text
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.DragEnter:
            if self._wanted() and can_be_read(event.mimeData()):
                event.acceptProposedAction()
            return True
        if event.type() is QEvent.Type.Drop:
            event.acceptProposedAction()
            self._take(event.mimeData())
            return True
        return super().eventFilter(watched, event)

    def _take(self, mime: QMimeData) -> None:
        path = dropped_file(mime)
        if path is not None:
            self._take_file(path)
        else:
            self._take_text(mime.text())


def dropped_file(mime: QMimeData) -> Path | None:
    """The local file that the data tells of; a folder is one too, and is said to be unreadable."""
    local = (url.toLocalFile() for url in mime.urls() if url.isLocalFile())
    return next((Path(path) for path in local if path), None)


def can_be_read(mime: QMimeData) -> bool:
    return mime.hasText() or dropped_file(mime) is not None
