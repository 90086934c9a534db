"""The user's own entry in the menu of a Linux desktop, for an app that no package brought there.

After freedesktop.org's specifications of base directories, desktop entries and icon themes.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from ltx_desktop.store.autostart_entry import exec_value, string_value
from ltx_desktop.store.private_files import write_atomically
from ltx_desktop.store.reasons import unavailable

_NAME = "ltx-accounts"
_COMMAND = "Exec=ltx-desktop"
_ICONS = {"scalable": f"{_NAME}.svg", "symbolic": f"{_NAME}-symbolic.svg"}
"""By the folder of their size in the icon theme."""


class MenuEntry:
    """`resources` holds the entry and the icons that come with the app, `data` gets them."""

    def __init__(self, data: Path, resources: Path) -> None:
        self._data = data
        self._resources = resources
        self._theme = data / "icons" / "hicolor"
        self._icons = {
            self._theme / size / "apps" / name: resources / "icons" / name
            for size, name in _ICONS.items()
        }

    @property
    def path(self) -> Path:
        return self._data / "applications" / f"{_NAME}.desktop"

    def write(self, command: Sequence[str]) -> None:
        """In place of an earlier one; the command is absolute. Raises StoreUnavailable."""
        source = self._resources / "desktop" / f"{_NAME}.desktop"
        try:
            for path, icon in self._icons.items():
                _write(path, icon.read_bytes())
            self._tell_of_icons()
            # Last: desktops look for the icon as soon as the entry is there.
            _write(self.path, _entry(source.read_text("utf-8"), command).encode())
        except OSError as error:
            raise unavailable(self.path, error) from error

    def remove(self) -> bool:
        """Whether there was one. Raises StoreUnavailable."""
        was_there = os.path.lexists(self.path)
        try:
            for path in (self.path, *self._icons):
                path.unlink(missing_ok=True)
            self._tell_of_icons()
        except OSError as error:
            raise unavailable(self.path, error) from error
        return was_there

    def _tell_of_icons(self) -> None:
        """Caches of a theme count as long as its folder is no younger."""
        if self._theme.is_dir():
            os.utime(self._theme)


def menu_entry_of_user(resources: Path) -> MenuEntry:
    # A relative path is to be ignored, says the specification.
    chosen = Path(os.environ.get("XDG_DATA_HOME", ""))
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - never raises
    return MenuEntry(chosen if chosen.is_absolute() else home / ".local" / "share", resources)


def _entry(text: str, command: Sequence[str]) -> str:
    """The app's own entry with this command; it hides by itself when the program goes."""
    lines = []
    for line in text.splitlines():
        if not line.startswith(_COMMAND):
            lines.append(line)
            continue
        words = line.removeprefix(_COMMAND).split()
        if not words:
            lines.append(f"TryExec={string_value(command[0])}")
        lines.append(f"Exec={exec_value([*command, *words])}")
    return "".join(f"{line}\n" for line in lines)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(path, content)
