"""Starting with the session, each system in its own way. The command is absolute, as a list."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ltx_desktop.store.autostart_entry import DesktopEntry
from ltx_desktop.store.autostart_run_key import RunKey, windows_registry

_NAME = "ltx-accounts"
_TITLE = "LTX Accounts"


class Autostart(Protocol):
    """All raise StoreUnavailable where the system does not let them."""

    def enabled(self) -> bool:
        """Whether the next session starts the app; the system's own switches count."""

    def enable(self, command: Sequence[str]) -> None:
        """Have a command started with the session, in place of an earlier one."""

    def disable(self) -> None: ...

    def command(self) -> list[str] | None:
        """The command, if the entry is as `enable` wrote it; None if a person has changed it."""


def autostart_of_user() -> Autostart:
    """The one of this system."""
    if sys.platform == "win32":
        return RunKey(_TITLE, windows_registry())
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - never raises
    if sys.platform == "darwin":
        from ltx_desktop.store.autostart_plist import LaunchAgent  # loads XML

        return LaunchAgent(home / "Library" / "LaunchAgents" / f"{_NAME}.plist", _NAME)
    # Inside of a Flatpak the one variable is of the app's own folder, which no session reads.
    variable = "HOST_XDG_CONFIG_HOME" if "FLATPAK_ID" in os.environ else "XDG_CONFIG_HOME"
    # A relative path is to be ignored, says the specification.
    chosen = Path(os.environ.get(variable, ""))
    config = chosen if chosen.is_absolute() else home / ".config"
    return DesktopEntry(config / "autostart" / f"{_NAME}.desktop", _TITLE, _NAME)
