"""The line that answers "am I fine?"; each part of it shows its accounts alone when clicked."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from ltx_desktop.ui.accounts.account_filter import AccountFilter
from ltx_desktop.ui.style.metrics import ICON, TIGHT
from ltx_desktop.ui.widgets.flow_layout import FlowLayout
from ltx_desktop.wording.summary import SummaryPart


class SummaryBar(QWidget):
    """`chosen` gives the filter of the part that was clicked; clicked again, that of all."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[SummaryPart] = []
        self._buttons: list[_PartButton] = []
        self._layout = FlowLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(TIGHT)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._add_button()

    def show_parts(self, parts: Sequence[SummaryPart], wanted: AccountFilter) -> None:
        """Say these; the one that the table is filtered by is shown pressed."""
        self._parts = [*parts]
        while len(self._buttons) < len(parts):
            self._add_button()
        for button, part in zip(self._buttons, parts, strict=False):
            button.show_part(part)
            button.setChecked(bool(wanted) and _filter(part) == wanted)
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(parts))

    def text(self) -> str:
        return " · ".join(part.text for part in self._parts)

    def _choose(self, number: int) -> None:
        checked = self._buttons[number].isChecked()
        self.chosen.emit(_filter(self._parts[number]) if checked else AccountFilter())

    def _add_button(self) -> None:
        button = _PartButton()
        button.clicked.connect(partial(self._choose, len(self._buttons)))
        self._layout.addWidget(button)
        if self._buttons:
            # Qt puts what comes later at the end of the window's order.
            QWidget.setTabOrder(self._buttons[-1], button)
        self._buttons.append(button)


class _PartButton(QToolButton):
    """Draws a countdown, and does not tell assistive technology of its every second.

    Qt's own `setText` would, whether or not the accessible name changes with it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._drawn = ""
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(ICON)

    def show_part(self, part: SummaryPart) -> None:
        spoken = part.spoken or part.text
        drawn = part.text.replace("&", "&&")
        if spoken != self.accessibleName():
            self.setText(drawn)
            self.setAccessibleName(spoken)
        if drawn != self._drawn:
            self._drawn = drawn
            self.updateGeometry()
            self.update()

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        super().initStyleOption(option)
        option.text = self._drawn

    def sizeHint(self) -> QSize:
        """Qt's own, which is of the text as it was first set."""
        metrics = self.fontMetrics()
        grown = metrics.horizontalAdvance(self._drawn) - metrics.horizontalAdvance(self.text())
        return super().sizeHint() + QSize(grown, 0)


def _filter(part: SummaryPart) -> AccountFilter:
    return AccountFilter(part.email, part.states)
