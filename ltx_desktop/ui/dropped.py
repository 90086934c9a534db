"""What was dropped on a widget: text, or the first of some files."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_file(mime: QMimeData) -> Path | None:
    """The local file that the data tells of; a folder is one too, and is said to be unreadable."""
    local = (url.toLocalFile() for url in mime.urls() if url.isLocalFile())
    return next((Path(path) for path in local if path), None)


def can_be_read(mime: QMimeData) -> bool:
    return mime.hasText() or dropped_file(mime) is not None
