"""Whether things may move on the screen: what the settings say, else what the system does."""

import asyncio
import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QStyle

from ltx_desktop.ui.loop.tasks import TaskScope

_log = logging.getLogger(__name__)

_TASK = "motion"
_PATIENCE = 5.0
"""Seconds; the portal is started when it is first asked."""

_SETTINGS: dict[tuple[str, str], object] = {
    ("org.freedesktop.appearance", "reduced-motion"): 1,
    ("org.gnome.desktop.interface", "enable-animations"): False,
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor"): "0",
}
"""Of the desktop portal, with the values that ask for stillness."""


class Motion:
    """`chosen` is what the settings say: True, False, or None to follow the system."""

    def __init__(self, scope: TaskScope, chosen: Callable[[], bool | None]) -> None:
        self._scope = scope
        self._chosen = chosen
        self._is_reduced = False

    def start(self) -> None:
        """Ask the system. Until it has answered, things move."""
        if sys.platform == "win32":
            self._is_reduced = not _windows_animates()
        elif sys.platform == "darwin":
            reduced = QSettings("apple.com", "universalaccess").value("reduceMotion", False)
            self._is_reduced = reduced in {True, "true", "1"}
        else:
            self._scope.start(_TASK, self._ask_portal())

    def is_wanted(self) -> bool:
        chosen = self._chosen()
        return not self._is_reduced and _style_animates() if chosen is None else chosen

    async def _ask_portal(self) -> None:
        from jeepney import DBusAddress, new_method_call  # jeepney is Linux's

        from ltx_desktop.ui.loop.session_bus import BusError, SessionBus

        portal = DBusAddress(
            "/org/freedesktop/portal/desktop",
            bus_name="org.freedesktop.portal.Desktop",
            interface="org.freedesktop.portal.Settings",
        )
        bus = SessionBus(self._scope, (), _ignore, _ignore, lambda: None)
        try:
            async with asyncio.timeout(_PATIENCE):
                for place, still in _SETTINGS.items():
                    try:
                        reply = await bus.call(new_method_call(portal, "ReadOne", "ss", place))
                    except BusError as error:
                        _log.debug("the portal does not say %s: %s", place[1], error)
                    else:
                        self._is_reduced |= _value(reply.body[0]) == still
        except TimeoutError:
            _log.debug("the portal did not answer")
        finally:
            await bus.aclose()


def _style_animates() -> bool:
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return QApplication.style().styleHint(hint) > 0


def _windows_animates() -> bool:
    import ctypes  # for Windows only

    animates = ctypes.c_int(1)
    if sys.platform == "win32":
        get_client_area_animation = 0x1042
        ctypes.windll.user32.SystemParametersInfoW(
            get_client_area_animation, 0, ctypes.byref(animates), 0
        )
    return bool(animates.value)


def _value(variant: object) -> object:
    """What a D-Bus variant, a pair of signature and value, holds."""
    return variant[1] if isinstance(variant, tuple) else variant


def _ignore(_message: object) -> None:
    pass
