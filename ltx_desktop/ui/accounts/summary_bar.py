"""The line that answers "am I fine?"; each part of it shows its accounts alone when clicked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from ltx_desktop.ui.accounts.account_filter import AccountFilter
from ltx_desktop.ui.flow_layout import FlowLayout
from ltx_desktop.ui.measures import ICON, TIGHT
from ltx_desktop.wording.summary import SummaryPart


class SummaryBar(QWidget):
    """`chosen` gives the filter of the part that was clicked; clicked again, that of all."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[SummaryPart] = []
        self._buttons: list[QToolButton] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.idClicked.connect(self._choose)
        self._layout = FlowLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(TIGHT)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: Sequence[SummaryPart], wanted: AccountFilter) -> None:
        """Say these; the one that the table is filtered by is shown pressed."""
        self._parts = [*parts]
        while len(self._buttons) < len(parts):
            self._add_button()
        for button, part in zip(self._buttons, parts, strict=False):
            _set_text(button, part.text)
            button.setChecked(bool(wanted) and _filter(part) == wanted)
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(parts))

    def text(self) -> str:
        return " · ".join(part.text for part in self._parts)

    def _choose(self, number: int) -> None:
        checked = self._buttons[number].isChecked()
        self.chosen.emit(_filter(self._parts[number]) if checked else AccountFilter())

    def _add_button(self) -> None:
        button = QToolButton()
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(ICON)
        self._group.addButton(button, len(self._buttons))
        self._buttons.append(button)
        self._layout.addWidget(button)


def _set_text(button: QToolButton, text: str) -> None:
    shown = text.replace("&", "&&")
    if button.text() != shown:
        button.setText(shown)
        button.setAccessibleName(text)


def _filter(part: SummaryPart) -> AccountFilter:
    return AccountFilter(part.email, part.states)
