"""The one notification of the app, on the best carrier that is there at the moment."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.notifications.in_window import InWindow
from ltx_desktop.ui.notifications.notification import Carrier, Notification
from ltx_desktop.ui.notifications.tray_messages import TrayMessages
from ltx_desktop.ui.tray.tray import Tray


def carriers_of_system(
    scope: TaskScope, tray: Tray, in_window: InWindow, icon: Path, desktop_entry: str
) -> list[Carrier]:
    """Every way of telling that this system may have, best first; `icon` is an image file."""
    carriers: list[Carrier] = [TrayMessages(tray), in_window]
    if sys.platform.startswith("linux"):
        from ltx_desktop.ui.notifications.desktop import (  # jeepney is Linux's
            DesktopNotifications,
        )

        carriers.insert(0, DesktopNotifications(scope, icon, desktop_entry))
    return carriers


class Notifier(Carrier):
    """Tries its carriers in their order, afresh for each notification.

    The last one is the window's own. It is the first while `is_in_front`: nothing else need lie
    over a window that somebody looks at.
    """

    def __init__(self, carriers: Sequence[Carrier], is_in_front: Callable[[], bool] = bool) -> None:
        super().__init__()
        self._carriers = carriers
        self._is_in_front = is_in_front
        self._turn = asyncio.Lock()
        for carrier in carriers:
            carrier.activated.connect(self.activated)
            carrier.snoozed.connect(self.snoozed)
            carrier.lost.connect(self.lost)
            carrier.closed.connect(self.closed)

    @property
    def is_up(self) -> bool:
        return any(carrier.is_up for carrier in self._carriers)

    @property
    def is_misplaced(self) -> bool:
        """Whether something is up outside, and somebody is at the window."""
        return self.is_up and not self._carriers[-1].is_up and self._is_in_front()

    async def show(self, notification: Notification) -> bool:
        async with self._turn:
            order = [*self._carriers]
            if self._is_in_front():
                order.insert(0, order.pop())
            for carrier in order:
                if await carrier.show(notification):
                    await self._withdraw_from(one for one in self._carriers if one is not carrier)
                    return True
        return False

    async def withdraw(self) -> None:
        async with self._turn:
            await self._withdraw_from(self._carriers)

    async def aclose(self) -> None:
        for carrier in self._carriers:
            await carrier.aclose()

    async def _withdraw_from(self, carriers: Iterable[Carrier]) -> None:
        for carrier in carriers:
            if carrier.is_up:
                await carrier.withdraw()
