"""Starting the app with the session, hidden in the tray where there is one."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from ltx_desktop.services import journal
from ltx_desktop.services.storage import try_to_store
from ltx_desktop.store.daemon_call import in_daemon_thread
from ltx_desktop.store.errors import Reason, StoreUnavailable
from ltx_desktop.store.moved import has_moved

_PATIENCE = 30
"""Seconds for the disk, which nobody waits for."""


class AutostartPort(Protocol):
    """What the system starts with the session (`store.autostart`); raises `StoreUnavailable`."""

    def enabled(self) -> bool: ...
    def enable(self, command: Sequence[str]) -> None: ...
    def disable(self) -> None: ...
    def command(self) -> list[str] | None: ...


class StartAtLogin:
    def __init__(self, autostart: AutostartPort, command: Sequence[str]) -> None:
        self._autostart = autostart
        self._command = command

    def is_on(self) -> bool:
        """False also where the system does not tell."""
        try:
            return self._autostart.enabled()
        except StoreUnavailable:
            return False

    def turn(self, *, on: bool) -> Reason | None:
        """Why that did not work; None where it did."""
        if on == self.is_on():
            return None
        reason = try_to_store(
            (lambda: self._autostart.enable(self._command)) if on else self._autostart.disable
        )
        journal.start_at_login_changed(on=on, storage=reason)
        return reason

    async def follow(self) -> None:
        """Have the next session start the app from where it is now, if it was moved.

        What a person has changed or switched off stays, and so does the entry of another
        installation that is still there.
        """
        with suppress(TimeoutError):
            await in_daemon_thread(self._follow, _PATIENCE, "start at login")

    def _follow(self) -> None:
        try:
            if has_moved(self._autostart.command(), self._command):
                self._autostart.enable(self._command)
                journal.start_at_login_followed()
        except StoreUnavailable:
            return  # the settings show whether it is on, and say why that cannot be changed
