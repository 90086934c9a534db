"""What is dropped on a widget: text, or files."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class CopiesOnly(QObject):
    """Makes a copy of every drop on a widget; `handle` accepts and takes it.

    Most programs propose to move what is dragged out of them, and then delete it.
    """

    def __init__(self, widget: QWidget, handle: Callable[[QDropEvent], object]) -> None:
        super().__init__(widget)
        self._handle = handle
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        event.ignore()
        if event.possibleActions() & Qt.DropAction.CopyAction:
            self._handle(event)
            event.setDropAction(Qt.DropAction.CopyAction)
        return True


class Drops:
    """Takes what is dropped on a widget as long as `wanted`."""

    def __init__(
        self,
        widget: QWidget,
        wanted: Callable[[], bool],
        take_files: Callable[[Sequence[Path]], None],
        take_text: Callable[[str], None],
    ) -> None:
        self._wanted = wanted
        self._take_files = take_files
        self._take_text = take_text
        CopiesOnly(widget, self._handle)

    def _handle(self, event: QDropEvent) -> None:
        if not self._wanted() or not can_be_read(event.mimeData()):
            return
        event.accept()
        if event.type() is QEvent.Type.Drop:
            self._take(event.mimeData())

    def _take(self, mime: QMimeData) -> None:
        if files := dropped_files(mime):
            self._take_files(files)
        else:
            self._take_text(mime.text())


def dropped_files(mime: QMimeData) -> list[Path]:
    """The local files that the data names; a folder is one too, and is said to be unreadable."""
    local = (url.toLocalFile() for url in mime.urls() if url.isLocalFile())
    return [Path(path) for path in local if path]


def can_be_read(mime: QMimeData) -> bool:
    return mime.hasText() or bool(dropped_files(mime))
