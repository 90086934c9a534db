"""The accounts counted by state; each count shows its accounts alone when it is pressed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ltx_desktop.domain.expiry import State
from ltx_desktop.ui.accounts.account_filter import AccountFilter
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import ICON, NEAR
from ltx_desktop.ui.style.sheet import mark_chip
from ltx_desktop.ui.widgets.flow_layout import FlowLayout
from ltx_desktop.ui.widgets.return_key import clicks_on_return
from ltx_desktop.wording.summary import StateCount
from ltx_desktop.wording.translation import _


class StateChips(QWidget):
    """`chosen` gives the states of the chip that was pressed, none of them for all accounts."""

    chosen = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._counts: list[StateCount] = []
        self._chips: list[QPushButton] = []
        self._layout = FlowLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(NEAR)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._add_chip()

    def show_counts(self, counts: Sequence[StateCount], wanted: AccountFilter) -> None:
        if counts != self._counts:
            self._counts = [*counts]
            self._fill()
        for chip, count in zip(self._chips, counts, strict=False):
            chip.setChecked(count.states == wanted.states)

    def _draw_icons(self) -> None:
        """In the colours of the palette in force."""
        for chip, count in zip(self._chips, self._counts, strict=False):
            states: list[State] = [*count.states]
            if states:
                chip.setIcon(self._icons.state(states[0], self.palette()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_icons()

    def text(self) -> str:
        return " · ".join(chip.accessibleName() for chip in self._chips if not chip.isHidden())

    def _fill(self) -> None:
        while len(self._chips) < len(self._counts):
            self._add_chip()
        for chip, count in zip(self._chips, self._counts, strict=False):
            chip.setText(f"{count.word}  {count.count}")
            chip.setAccessibleName(
                _("{state}: {count}").format(state=count.word, count=count.count)
            )
        for number, chip in enumerate(self._chips):
            chip.setVisible(number < len(self._counts))
        self._draw_icons()

    def _choose(self, number: int) -> None:
        """Pressed again, a chip gives way to all accounts."""
        pressed = self._chips[number].isChecked()
        self.chosen.emit(self._counts[number].states if pressed else frozenset())

    def _add_chip(self) -> None:
        chip = QPushButton()
        mark_chip(chip)
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setIconSize(ICON)
        chip.setMinimumSize(QSize(0, 28))
        chip.clicked.connect(partial(self._choose, len(self._chips)))
        clicks_on_return(chip)
        self._layout.addWidget(chip)
        if self._chips:
            # Qt puts what comes later at the end of the window's order.
            QWidget.setTabOrder(self._chips[-1], chip)
        self._chips.append(chip)
