"""Starting the app with the session, hidden in the tray where there is one."""

from collections.abc import Sequence
from typing import Protocol

from ltx_desktop.services import journal
from ltx_desktop.services.storage import try_to_store
from ltx_desktop.store.errors import Reason, StoreUnavailable


class AutostartPort(Protocol):
    """What the system starts with the session (`store.autostart`); raises `StoreUnavailable`."""

    def enabled(self) -> bool: ...
    def enable(self, command: Sequence[str]) -> None: ...
    def disable(self) -> None: ...


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
