"""The desktop's own notifications: org.freedesktop.Notifications, Linux and the BSDs."""

import asyncio
import html
import logging
from dataclasses import dataclass
from pathlib import Path

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageFlag,
    new_method_call,
)

from ltx_desktop.ui.loop.session_bus import BusError, SessionBus
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.notifications.notification import Carrier, Notification
from ltx_desktop.wording.plain import without_tags
from ltx_desktop.wording.translation import _

_log = logging.getLogger(__name__)

_NAME = "org.freedesktop.Notifications"
_DAEMON = DBusAddress("/org/freedesktop/Notifications", bus_name=_NAME, interface=_NAME)
_BUS = "org.freedesktop.DBus"

_PATIENCE = 3
"""Seconds for the daemon to take a notification; it may have to be started first."""

_WHEN_IT_THINKS_FIT, _NEVER = -1, 0
"""When a notification expires."""

_NORMAL = ("y", 1)
"""Urgency. "Critical" would break through Do Not Disturb, and that is not ours to decide."""

_RENEW = frozenset({"default", "renew"})
_SNOOZE = "snooze"


@dataclass(frozen=True, slots=True)
class _Up:
    """What is on the screen: its number, by which daemon (a unique name on the bus)."""

    number: int
    daemon: str


class DesktopNotifications(Carrier):
    """Asks the daemon for what it can do each time: it may have been replaced meanwhile.

    `icon` is an image file. `desktop_entry` names the .desktop file, from which desktops take the
    app's name and the user's choices about it. `patience` is in seconds.
    """

    def __init__(
        self, scope: TaskScope, icon: Path, desktop_entry: str, patience: float = _PATIENCE
    ) -> None:
        super().__init__()
        self._icon = icon
        self._desktop_entry = desktop_entry
        self._patience = patience
        self._up: _Up | None = None
        self._token = ""
        self._bus = SessionBus(scope, _rules(), self._hear, self._take_back, self._lost)

    @property
    def is_up(self) -> bool:
        return self._up is not None

    async def show(self, notification: Notification) -> bool:
        try:
            async with asyncio.timeout(self._patience):
                await self._notify(notification)
        except (BusError, TimeoutError) as error:
            _log.info("no notification by the desktop: %r", error)
            await self.withdraw()
            return False
        except asyncio.CancelledError:
            await self.withdraw()
            raise
        return True

    async def withdraw(self) -> None:
        if up := self._ends():
            self._bus.tell(_close(up.number))

    async def aclose(self) -> None:
        await self.withdraw()
        await self._bus.aclose()

    async def _notify(self, notification: Notification) -> None:
        asked = await self._bus.call(new_method_call(_DAEMON, "GetCapabilities"))
        told = asked.header.fields.get(HeaderFields.signature) == "as"
        capabilities = asked.body[0] if told else []
        daemon = asked.header.fields.get(HeaderFields.sender, "")
        replaced = self._up.number if self._up and self._up.daemon == daemon else 0
        reply = await self._bus.call(
            self._message(notification, capabilities, replaced), self._shown
        )
        if _number(reply) is None:
            raise BusError("the notification daemon gave no number")

    def _message(
        self, notification: Notification, capabilities: list[str], replaced: int
    ) -> Message:
        body = notification.body
        if "body-markup" in capabilities:
            body = html.escape(body, quote=False)
        else:
            # dunst may follow markup even where it says that it does not.
            body = without_tags(body)
        actions = []
        if "actions" in capabilities:
            renew, snooze = notification.renew_label, notification.snooze_label
            actions = ["default", renew, "renew", renew, _SNOOZE, snooze]
        hints = {
            "desktop-entry": ("s", self._desktop_entry),
            "urgency": _NORMAL,
            "suppress-sound": ("b", True),
        }
        expires = _NEVER if notification.stays else _WHEN_IT_THINKS_FIT
        told = (notification.title, body, actions, hints, expires)
        app = (_("LTX Accounts"), replaced, self._icon.as_uri())
        return new_method_call(_DAEMON, "Notify", "susssasa{sv}i", (*app, *told))

    def _shown(self, reply: Message) -> None:
        if (number := _number(reply)) is not None:
            self._up = _Up(number, reply.header.fields.get(HeaderFields.sender, ""))
            self._token = ""

    def _hear(self, message: Message) -> None:
        up = self._up
        if up is None:
            return
        fields = message.header.fields
        sender, member = fields.get(HeaderFields.sender), fields.get(HeaderFields.member)
        match sender, member, message.body:
            case _, "NameOwnerChanged", (_, _, owner) if sender == _BUS:
                if owner != up.daemon:
                    self._lost()
            case up.daemon, "ActivationToken", (up.number, str() as token):
                self._token = token
            case up.daemon, "ActionInvoked", (up.number, str() as action):
                self._act(action)
            case up.daemon, "NotificationClosed", (up.number, _):
                self._ends()
                self.closed.emit()
            case _:
                pass

    def _act(self, action: str) -> None:
        up, token = self._ends(), self._token
        if up is None:
            return
        # Most daemons close what was acted on by themselves; not all do.
        self._bus.tell(_close(up.number))
        if action in _RENEW:
            self.activated.emit(token)
        elif action == _SNOOZE:
            self.snoozed.emit()
        else:
            self.closed.emit()

    def _lost(self) -> None:
        if self._ends():
            self.lost.emit()

    def _ends(self) -> _Up | None:
        up, self._up = self._up, None
        return up

    def _take_back(self, reply: Message) -> None:
        """Close what a daemon showed so late that it was shown in another way."""
        if (number := _number(reply)) is not None:
            self._bus.tell(_close(number))


def _number(reply: Message) -> int | None:
    match reply.body:
        case (int() as number,):
            return number
        case _:
            return None


def _close(number: int) -> Message:
    message = new_method_call(_DAEMON, "CloseNotification", "u", (number,))
    message.header.flags |= MessageFlag.no_reply_expected | MessageFlag.no_auto_start
    return message


def _rules() -> tuple[str, ...]:
    of_daemon = MatchRule(type="signal", sender=_NAME, interface=_NAME, path=_DAEMON.object_path)
    of_bus = MatchRule(type="signal", sender=_BUS, interface=_BUS, member="NameOwnerChanged")
    of_bus.add_arg_condition(0, _NAME)
    return of_daemon.serialise(), of_bus.serialise()
