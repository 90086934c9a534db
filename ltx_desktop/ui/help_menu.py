"""The menu of whoever wants to know more."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from ltx_desktop.ui.dialogs import DIALOG_TASK, Dialogs
from ltx_desktop.ui.tasks import TaskScope
from ltx_desktop.wording.translation import _


class HelpMenu:
    def __init__(self, window: QMainWindow, scope: TaskScope, dialogs: Dialogs) -> None:
        self._scope = scope
        self._dialogs = dialogs
        menu = window.menuBar().addMenu(_("&Help"))
        log = QAction(_("Show &log…"), window)
        log.triggered.connect(self._show_log)
        menu.addAction(log)

    def _show_log(self) -> None:
        self._scope.start(DIALOG_TASK, self._dialogs.show_log())
