"""Messages at the tray icon: Windows, macOS, and plain X11 trays."""

from PySide6.QtCore import QTimer

from ltx_desktop.ui.notifications.notification import Carrier, Notification
from ltx_desktop.ui.tray.tray import Tray

_SHOWN_FOR = 20_000
"""Milliseconds; the system may have its own mind about it."""


class TrayMessages(Carrier):
    """A click opens the renewal; there is no room for a button, and nobody tells of a dismissal.

    A message counts as up for the time that was asked for.
    """

    def __init__(self, tray: Tray) -> None:
        super().__init__()
        self._tray = tray
        self._until = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._until.timeout.connect(self.closed)
        tray.message_clicked.connect(self._clicked)

    @property
    def is_up(self) -> bool:
        return self._until.isActive()

    async def show(self, notification: Notification) -> bool:
        self._until.stop()
        if not self._tray.show_message(notification.title, notification.body, _SHOWN_FOR):
            return False
        self._until.start()
        return True

    async def withdraw(self) -> None:
        if self.is_up:
            self._until.stop()
            self._tray.hide_message()

    def _clicked(self) -> None:
        if self.is_up:
            self._until.stop()
            self.activated.emit("")
