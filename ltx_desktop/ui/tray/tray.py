"""The icon in the system's tray: the worst state at a glance, and a menu. It may be missing."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum, auto, unique
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.tray.tray_icon import tray_icon
from ltx_desktop.ui.tray.tray_menu import TrayMenu, said_in_menu
from ltx_desktop.wording.plain import plain, without_tags
from ltx_desktop.wording.translation import _

_LOOK_EVERY_HIDDEN = 30_000
_LOOK_EVERY = 5_000
"""Milliseconds: panels come late at login, and some are restarted."""

_WATCHER = "org.kde.StatusNotifierWatcher"
_ANSWER_WITHIN = 100
"""Milliseconds: the window stands still meanwhile."""


@unique
class _Kind(Enum):
    """A panel that draws the icon, the menu and messages by itself, or one that gives a place."""

    DRAWN_BY_PANEL = auto()
    DRAWN_BY_QT = auto()


class _Place(NamedTuple):
    """`owner` is the bus name of the program that keeps the panels' list of icons."""

    kind: _Kind
    owner: str = ""


class Tray(QObject):
    """Call `show_accounts` when something changed, and on `menu_opening` at the latest.

    `came_or_went` tells that a tray appeared, or that the one which was there is gone: a window
    that was hidden to it has to be shown then.
    """

    open_requested = Signal()
    renew_requested = Signal(str)
    renew_run_requested = Signal()
    refresh_requested = Signal()
    quit_requested = Signal()
    menu_opening = Signal()
    message_clicked = Signal()
    came_or_went = Signal(bool)

    def __init__(self, icons: Icons, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._icons = icons
        self._now = now
        self._judged: Sequence[Judged] = ()
        self._summary = _("LTX Accounts")
        self._place: _Place | None = None
        self._icon: QSystemTrayIcon | None = None
        self._menu = TrayMenu(icons)
        self.destroyed.connect(self._menu.deleteLater)
        self._looking = QTimer(self, interval=_LOOK_EVERY)
        self._looking.timeout.connect(self._look)
        self._connect()

    def start(self) -> None:
        """Show the icon where there is a tray, now or later."""
        self._looking.start()
        self._look()

    def set_shown(self, shown: bool) -> None:
        """Whether the window is seen; while it is not, the machine is woken up more rarely."""
        self._looking.setInterval(_LOOK_EVERY if shown else _LOOK_EVERY_HIDDEN)

    def close(self) -> None:
        self._looking.stop()
        self._take_away()

    def is_available(self) -> bool:
        """Whether the icon can be seen now; the system is asked."""
        self._look()
        return self._icon is not None

    def show_accounts(self, judged: Sequence[Judged], summary_text: str) -> None:
        """`judged` are most urgent first."""
        if judged is self._judged and summary_text == self._summary:
            return
        before, self._judged, self._summary = self._judged, judged, summary_text
        if self._icon is None:
            return
        self._icon.setToolTip(_tool_tip(summary_text))
        # Countdowns can wait until somebody looks; not every panel asks before it shows the rest.
        if said_in_menu(before) != said_in_menu(judged):
            self._draw_icon(self._icon)
            self._fill()

    def show_message(self, title: str, body: str, milliseconds: int) -> bool:
        """False where no message would be seen."""
        # A panel that draws the icon has Qt send messages to the desktop's notification daemon,
        # without telling whether there is one.
        if not self.is_available() or self._is_drawn_by_panel():
            return False
        if self._icon is None or not QSystemTrayIcon.supportsMessages():
            return False
        self._icon.showMessage(title, body, self._icons.application(), milliseconds)
        return True

    def hide_message(self) -> None:
        """Where that can be done."""
        if self._icon is not None and sys.platform != "darwin":
            self._icon.showMessage("", "")

    def _look(self) -> None:
        """See whether there is a tray; an icon that was made for another one is of no use."""
        place = _place_of_icon() if self._looking.isActive() else None
        if place == self._place:
            return
        self._take_away()
        self._place = place
        if place is not None:
            self._put()
        self.came_or_went.emit(place is not None)

    def _put(self) -> None:
        icon = self._icon = QSystemTrayIcon(self)
        icon.setContextMenu(self._menu)
        icon.setToolTip(_tool_tip(self._summary))
        icon.activated.connect(self._activated)
        icon.messageClicked.connect(self.message_clicked)
        self._draw_icon(icon)
        self._fill()
        icon.show()

    def _take_away(self) -> None:
        icon, self._icon, self._place = self._icon, None, None
        if icon is not None:
            icon.hide()
            icon.deleteLater()

    def _draw_icon(self, icon: QSystemTrayIcon) -> None:
        worst = self._judged[0].expiry.state if self._judged else None
        icon.setIcon(tray_icon(self._icons, worst))

    def _fill(self) -> None:
        elsewhere = self._is_drawn_by_panel()
        self._menu.fill(self._judged, self._summary, self._now(), is_drawn_elsewhere=elsewhere)

    def _is_drawn_by_panel(self) -> bool:
        return self._place is not None and self._place.kind is _Kind.DRAWN_BY_PANEL

    def _opening(self) -> None:
        self.menu_opening.emit()
        self._fill()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # On macOS a click opens the menu.
        if reason is QSystemTrayIcon.ActivationReason.Trigger and sys.platform != "darwin":
            self.open_requested.emit()

    def _connect(self) -> None:
        menu = self._menu
        self.destroyed.connect(menu.deleteLater)
        menu.aboutToShow.connect(self._opening)
        menu.account_chosen.connect(self.renew_requested)
        menu.open.triggered.connect(self.open_requested)
        menu.renew_all.triggered.connect(self.renew_run_requested)
        menu.refresh.triggered.connect(self.refresh_requested)
        menu.quit.triggered.connect(self.quit_requested)


def _place_of_icon() -> _Place | None:
    if not QSystemTrayIcon.isSystemTrayAvailable():
        return None
    if sys.platform.startswith("linux") and (owner := _watcher()):
        return _Place(_Kind.DRAWN_BY_PANEL, owner) if _has_panel(owner) else None
    return _Place(_Kind.DRAWN_BY_QT)


def _watcher() -> str:
    from PySide6.QtDBus import QDBusConnection  # only where a tray is looked for

    # One that takes the name of another learns of icons only from those that come to it.
    bus = QDBusConnection.sessionBus().interface()
    owner = bus.serviceOwner(_WATCHER)
    return str(owner.value()) if owner.isValid() else ""


def _has_panel(watcher: str) -> bool:
    """Whether anything shows the icons; KDE's list of them outlives its panel."""
    from PySide6.QtDBus import (  # likewise
        QDBus,
        QDBusConnection,
        QDBusMessage,
        QDBusVariant,
    )

    asked = QDBusMessage.createMethodCall(
        watcher, "/StatusNotifierWatcher", "org.freedesktop.DBus.Properties", "Get"
    )
    asked.setArguments([_WATCHER, "IsStatusNotifierHostRegistered"])
    answer = QDBusConnection.sessionBus().call(asked, QDBus.CallMode.Block, _ANSWER_WITHIN)
    match answer.arguments():
        case [QDBusVariant() as has]:
            return has.variant() is not False
        case _:
            return True  # it is busy, or knows nothing of panels


def _tool_tip(text: str) -> str:
    """Panels take what looks like markup for markup."""
    return without_tags(plain(text))
