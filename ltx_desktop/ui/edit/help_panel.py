"""The steps in the browser, shown beside the paste box when they are asked for."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ltx_desktop.ui.style.metrics import NEAR, TIGHT
from ltx_desktop.ui.widgets.steps import numbered
from ltx_desktop.wording.browser_steps import Browser, browser_steps
from ltx_desktop.wording.translation import _


def paste_keys() -> str:
    """As the system writes them."""
    keys = QKeySequence(QKeySequence.StandardKey.Paste)
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


class HelpPanel(QTabWidget):
    """One tab a browser."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("How to copy the cookies"))
        self.setDocumentMode(True)
        for browser in Browser:
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(TIGHT, NEAR, TIGHT, TIGHT)
            column.addLayout(numbered(browser_steps(browser, paste_keys())))
            column.addStretch()
            self.addTab(page, browser.value)
