"""The steps in the browser, shown beside the paste box when they are asked for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QTabWidget, QWidget

from ltx_desktop.wording.browser_steps import Browser, browser_steps
from ltx_desktop.wording.translation import _


class HelpPanel(QTabWidget):
    """One tab a browser."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("How to copy the cookies"))
        self.setDocumentMode(True)
        for browser in Browser:
            self.addTab(_steps(browser), browser.value)


def _steps(browser: Browser) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(4, 10, 4, 4)
    grid.setHorizontalSpacing(8)
    grid.setColumnStretch(1, 1)
    for row, text in enumerate(browser_steps(browser)):
        number = QLabel(f"{row + 1}.")
        step = QLabel(text)
        step.setTextFormat(Qt.TextFormat.PlainText)
        step.setWordWrap(True)
        grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(step, row, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return page
