"""What stands in the table's place when there is nothing to list: why, and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ltx_desktop.ui.style.metrics import APART, FAR, HEADING
from ltx_desktop.ui.style.sheet import mark_primary
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.wording.notice import Notice


class EmptyPage(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._headline = PlainLabel(larger=HEADING)
        self._detail = PlainLabel()
        self._action = QPushButton()
        self._on_action: Callable[[], None] | None = None
        self._action.clicked.connect(self._act)
        self._place()

    def show_notice(
        self,
        notice: Notice,
        action: tuple[str, Callable[[], None]] | None = None,
        *,
        is_primary: bool = False,
    ) -> None:
        """`action` is a button's label and what it does; filled where it is what to do first."""
        said = self.text()
        self._headline.setText(notice.headline)
        self._detail.setText(notice.detail)
        self._detail.setVisible(bool(notice.detail))
        self._action.setVisible(action is not None)
        if action is not None:
            label, self._on_action = action
            self._action.setText(label)
            mark_primary(self._action, is_primary)
        if self.isVisible() and self.text() != said:
            from ltx_desktop.ui.widgets.announce import announce  # after the first frame

            announce(self, self.text())

    def text(self) -> str:
        return f"{self._headline.text()} {self._detail.text()}".strip()

    def _act(self) -> None:
        if self._on_action is not None:
            self._on_action()

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(FAR, FAR, FAR, FAR)
        column.setSpacing(APART)
        column.addStretch(2)
        for label in (self._headline, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addWidget(self._action, alignment=Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
