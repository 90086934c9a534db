"""A notice in the window: for a system that shows no notifications."""

from ltx_desktop.ui.notifications.notification import Carrier, Notification
from ltx_desktop.ui.widgets.notice_bar import NoticeBar, Tone
from ltx_desktop.wording.notice import Notice


class InWindow(Carrier):
    """Shows notifications in a bar that is for nothing else."""

    def __init__(self, bar: NoticeBar) -> None:
        super().__init__()
        self._bar = bar
        self._is_up = False
        bar.dismissed.connect(self._dismiss)

    @property
    def is_up(self) -> bool:
        return self._is_up

    async def show(self, notification: Notification) -> bool:
        self._is_up = True
        self._bar.show_notice(
            Notice(f"{notification.title}.", " · ".join(notification.lines)),
            Tone.ERROR if notification.stays else Tone.WARNING,
            (notification.renew_label, self._renew),
            (notification.snooze_label, self._snooze),
        )
        return True

    async def withdraw(self) -> None:
        if self._ends():
            self._bar.clear()

    def _renew(self) -> None:
        if self._ends():
            self._bar.clear()
            self.activated.emit("")

    def _snooze(self) -> None:
        if self._ends():
            self._bar.clear()
            self.snoozed.emit()

    def _dismiss(self) -> None:
        if self._ends():
            self.closed.emit()

    def _ends(self) -> bool:
        was_up, self._is_up = self._is_up, False
        return was_up
