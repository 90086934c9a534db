"""A notice in the window: for a system that shows no notifications."""

from PySide6.QtCore import Signal

from ltx_desktop.ui.notifications.notification import Carrier, Notification


class InWindow(Carrier):
    """Asks the window to show a `Notification`, and is told how it ended."""

    show_in_window = Signal(object)
    withdraw_from_window = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_up = False

    @property
    def is_up(self) -> bool:
        return self._is_up

    async def show(self, notification: Notification) -> bool:
        self._is_up = True
        self.show_in_window.emit(notification)
        return True

    async def withdraw(self) -> None:
        if self._ends():
            self.withdraw_from_window.emit()

    def renew(self) -> None:
        if self._ends():
            self.activated.emit("")

    def snooze(self) -> None:
        if self._ends():
            self.snoozed.emit()

    def dismiss(self) -> None:
        if self._ends():
            self.closed.emit()

    def _ends(self) -> bool:
        was_up, self._is_up = self._is_up, False
        return was_up
