"""The tray's menu: how it stands, the accounts by urgency, and what can be done."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.urgency import Judged, due
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _
from ltx_desktop.wording.tray import account_line, more_accounts, renew_all

_MOST_ACCOUNTS = 8


def said_in_menu(judged: Sequence[Judged]) -> tuple[list[tuple[str, str, State]], int, int]:
    """What the menu says, countdowns aside: accounts, and how many there are and are due."""
    accounts = [
        (one.email, one.record.label.name, one.expiry.state) for one in judged[:_MOST_ACCOUNTS]
    ]
    return accounts, len(judged), len(due(judged))


class TrayMenu(QMenu):
    """Has the same entries all its life; they are filled in anew, and those without use hidden.

    A panel that draws the menu itself may hold on to entries that a rebuilt one would not have.
    """

    account_chosen = Signal(str)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._summary = QAction(self)
        self._accounts = [QAction(self) for _number in range(_MOST_ACCOUNTS)]
        self._more = QAction(self)
        self.open = QAction(_("Open LTX Accounts"), self)
        self.renew_all = QAction(self)
        self.refresh = QAction(_("Refresh"), self)
        self.quit = QAction(_("Quit"), self)
        self._is_drawn_elsewhere = False
        self._place()
        self._more.triggered.connect(self.open.trigger)
        for action in self._accounts:
            action.triggered.connect(self._choose)

    def fill(
        self, judged: Sequence[Judged], summary: str, now: datetime, *, is_drawn_elsewhere: bool
    ) -> None:
        """`judged` are most urgent first; a panel that draws the menu reads `_` as Qt reads `&`."""
        self._is_drawn_elsewhere = is_drawn_elsewhere
        self._summary.setText(self._literal(plain(summary)))
        for action in self._accounts[len(judged) :]:
            action.setVisible(False)
        for action, one in zip(self._accounts, judged, strict=False):
            action.setText(self._literal(account_line(one, now)))
            action.setIcon(self._icons.state(one.expiry.state, self.palette()))
            action.setData(one.email)
            action.setVisible(True)
        more = len(judged) - _MOST_ACCOUNTS
        self._more.setVisible(more > 0)
        self._more.setText(more_accounts(max(more, 0)))
        wanting = len(due(judged))
        self.renew_all.setText(renew_all(wanting))
        self.renew_all.setEnabled(wanting > 0)

    def _choose(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.account_chosen.emit(action.data())

    def _literal(self, text: str) -> str:
        text = text.replace("&", "&&")
        return text.replace("_", "__") if self._is_drawn_elsewhere else text

    def _place(self) -> None:
        self._summary.setEnabled(False)
        self.addAction(self._summary)
        self.addSeparator()
        self.addActions([*self._accounts, self._more])
        self.addSeparator()
        self.addActions([self.open, self.renew_all, self.refresh])
        self.addSeparator()
        self.addAction(self.quit)
