"""Knowing a pasted text again in the clipboard, without keeping it."""

import hashlib

from PySide6.QtGui import QGuiApplication


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
    """Whatever became of white space: an editor changes line ends and no-break spaces."""
    return hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).digest()
