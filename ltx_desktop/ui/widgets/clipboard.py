"""Secrets and the clipboard: copied out with care, and a pasted text known again."""

import hashlib

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

_END = 100_000
"""Characters."""

_DO_NOT_RECORD = {
    # Klipper's, which other managers of histories follow.
    "x-kde-passwordManagerHint": b"secret",
    # learn.microsoft.com/windows/win32/dataxchg/clipboard-formats: cloud clipboard and history.
    **{
        f'application/x-qt-windows-mime;value="{name}"': bytes(4)
        for name in (
            "ExcludeClipboardContentFromMonitorProcessing",
            "CanIncludeInClipboardHistory",
            "CanUploadToCloudClipboard",
        )
    },
}


def concealed(text: str) -> QMimeData:
    """A text for the clipboard that asks managers of its history not to record it."""
    mime = QMimeData()
    mime.setText(text)
    for name, value in _DO_NOT_RECORD.items():
        mime.setData(name, value)
    return mime


def keep_out_of_selection(text: str) -> None:
    """Where a text has just become the primary selection of X11 or Wayland, empty that.

    Nobody has asked for its content yet: Qt tells of a new selection before it answers others.
    """
    clipboard = QGuiApplication.clipboard()
    primary = QClipboard.Mode.Selection
    if text and clipboard.ownsSelection() and clipboard.text(primary) == text:
        clipboard.clear(primary)


class PastedText:
    """Remembers a text by its digest."""

    def __init__(self, text: str) -> None:
        self._digest = _digest(text)

    def is_in_clipboard(self) -> bool:
        text = QGuiApplication.clipboard().text()
        return bool(text) and _digest(text) == self._digest

    def clear_clipboard(self) -> bool:
        """Empty the clipboard if the text is still in it; whether it was."""
        if not self.is_in_clipboard():
            return False
        QGuiApplication.clipboard().clear()
        return True


def _digest(text: str) -> bytes:
    """Whatever became of white space: an editor changes line ends and no-break spaces.

    Of what is very long, both ends tell enough.
    """
    if len(text) > 2 * _END:
        text = text[:_END] + text[-_END:]
    return hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).digest()
