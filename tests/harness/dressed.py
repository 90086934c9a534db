"""The look of the app, for all windows of the tests in a process."""

from functools import cache

from PySide6.QtWidgets import QApplication

from ltx_desktop.ui.style.theming import Theming


@cache
def dressed() -> Theming:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return Theming(application)
