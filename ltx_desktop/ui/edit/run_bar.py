"""Above the edit dialog during a run: whose turn it is, the browser, and going on without."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QPushButton

from ltx_desktop.domain.renewal_run import RenewalRun
from ltx_desktop.ui.style.metrics import NEAR
from ltx_desktop.ui.widgets.announce import announce
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.renewal_run import turn
from ltx_desktop.wording.translation import _


class RunBar(QFrame):
    open_requested = Signal()
    skip_requested = Signal()

    def __init__(self, run: RenewalRun) -> None:
        super().__init__()
        self._turn = QLabel(turn(run))
        self._progress = QProgressBar()
        self._open = QPushButton(_("&Open LTX Studio"))
        self._skip = QPushButton(_("&Skip"))
        self._note = PlainLabel()
        self._open.clicked.connect(self.open_requested)
        self._skip.clicked.connect(self.skip_requested)
        self._place(run)

    def say(self, notice: Notice) -> None:
        """Something about this turn that is not the dialog's own business."""
        self._note.setText(str(notice))
        self._note.setVisible(bool(str(notice)))
        announce(self._note, str(notice))

    def _place(self, run: RenewalRun) -> None:
        self._progress.setRange(0, run.total)
        self._progress.setValue(run.position - 1)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(8)
        self._progress.setAccessibleName(self._turn.text())
        for button in (self._open, self._skip):
            button.setAutoDefault(False)
        self._turn.setTextFormat(Qt.TextFormat.PlainText)
        self._note.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(NEAR)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._turn, 0, 0)
        grid.addWidget(self._progress, 0, 1)
        grid.addWidget(self._open, 0, 2)
        grid.addWidget(self._skip, 0, 3)
        grid.addWidget(self._note, 1, 0, 1, 4)
