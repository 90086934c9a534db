"""The answer to "am I fine?", and the one thing to do about it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ltx_desktop.ui.style.metrics import EDGE, TITLE
from ltx_desktop.ui.style.sheet import mark_muted, mark_primary
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.ui.widgets.return_key import clicks_on_return


class Headline(QWidget):
    """A sentence, a quieter line below it, and a button while something is due."""

    def __init__(self, renew_due: Callable[[], None]) -> None:
        super().__init__()
        self._title = PlainLabel(larger=TITLE)
        self._detail = PlainLabel()
        self.button = QPushButton()
        self.button.clicked.connect(renew_due)
        clicks_on_return(self.button)
        self._is_low = False
        self._large = self._title.font()
        self._small = self._detail.font()
        self._small.setBold(True)
        self._place()

    def show_summary(self, title: str, detail: str, spoken: str) -> None:
        """`spoken` is read out in the place of `detail`, which counts down."""
        if title != self._title.text():
            self._title.setText(title)
            self._title.setVisible(bool(title))
        if spoken != self._detail.accessibleName():
            self._detail.setAccessibleName(spoken)
        if detail != self._detail.text():
            self._detail.setText(detail)
            self._detail.setVisible(bool(detail) and not self._is_low)

    def show_due(self, label: str) -> None:
        """Nothing is due where there is no label."""
        self.button.setText(label)
        self.button.setVisible(bool(label))

    def set_low(self, low: bool) -> None:
        """Without the quieter line, and no larger than other text, where there is little room."""
        if low != self._is_low:
            self._is_low = low
            font = self._large if not low else self._small
            self._title.setFont(font)
            self._detail.setVisible(not low and bool(self._detail.text()))

    def text(self) -> str:
        return f"{self._title.text()}\n{self._detail.text()}"

    def _place(self) -> None:
        mark_muted(self._detail)
        mark_primary(self.button)
        self.button.hide()
        # A hidden button leaves its room, so that nothing moves when something becomes due.
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._title)
        lines.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(EDGE)
        row.addLayout(lines, stretch=1)
        row.addWidget(self.button)
