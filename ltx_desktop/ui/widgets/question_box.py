"""A question about what cannot be undone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from ltx_desktop.ui.loop.await_dialog import await_dialog
from ltx_desktop.ui.widgets.plain_label import breakable
from ltx_desktop.wording.notice import Notice, tone_word


async def is_confirmed(parent: QWidget, title: str, question: Notice, yes: str) -> bool:
    """Return and Esc are a no."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(breakable(question.headline))
    box.setInformativeText(breakable(question.detail))
    for icon in box.findChildren(QLabel, "qt_msgboxex_icon_label"):
        icon.setAccessibleName(tone_word("warning"))
    agree = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    await await_dialog(box)
    return box.clickedButton() is agree
