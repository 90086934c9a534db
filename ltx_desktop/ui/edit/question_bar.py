"""A question that is answered before anything is sent, with its answer as a button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton

from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import NEAR
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.ui.widgets.tone_mark import ToneMark


class QuestionBar(QFrame):
    """Hidden until there is something to ask, and again once that is `answered`."""

    answered = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._mark = ToneMark(icons)
        self._text = PlainLabel()
        self._button = QPushButton()
        self._place()
        self._button.clicked.connect(self._answer)
        self.hide()

    def put(self, question: str, answer: str) -> None:
        self._text.setText(question)
        self._button.setText(answer.replace("&", "&&"))
        self._button.setAccessibleDescription(question)
        self.show()

    def text(self) -> str:
        return "" if self.isHidden() else self._text.text()

    def focus(self) -> None:
        self._button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _answer(self) -> None:
        self.hide()
        self.answered.emit()

    def _place(self) -> None:
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._button.setAutoDefault(False)
        self._mark.show_tone("warning")
        buttons = QHBoxLayout()
        buttons.addWidget(self._button)
        buttons.addStretch()
        grid = QGridLayout(self)
        grid.setContentsMargins(NEAR, NEAR, NEAR, NEAR)
        grid.setSpacing(NEAR)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._text, 0, 1)
        grid.addLayout(buttons, 1, 1)
