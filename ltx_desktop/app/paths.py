"""Where things are: this user's folders, and the resources that come with the app."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

import platformdirs

_NAME = "ltx-accounts"
_DEMO_NAME = "ltx-accounts-demo"


class Paths(NamedTuple):
    """The files of one profile; none of them needs to exist."""

    database: Path
    settings: Path
    window: Path
    log: Path

    @property
    def updates(self) -> Path:
        return self.database.with_name("updates.json")

    @property
    def browsers(self) -> Path:
        """A folder of folders: browser profiles to log in with."""
        return self.database.with_name("browsers")

    @property
    def folders(self) -> list[Path]:
        """Those that are the profile's alone; one that holds another comes first."""
        name = self.database.parent.name
        around_log = [one for one in self.log.parents if one.name == name]
        return sorted({*around_log, *(path.parent for path in self)})

    @classmethod
    def of_user(cls) -> "Paths":
        return cls._named(_NAME)

    @classmethod
    def of_demo(cls) -> "Paths":
        """A profile of its own: the demo reads and writes nothing of the user's."""
        return cls._named(_DEMO_NAME)

    @classmethod
    def _named(cls, name: str) -> "Paths":
        folders = platformdirs.PlatformDirs(name, appauthor=False, roaming=False)
        return cls(
            database=folders.user_data_path / "accounts.sqlite3",
            settings=folders.user_config_path / "settings.json",
            window=folders.user_config_path / "window.ini",
            log=folders.user_log_path / "ltx-accounts.log",
        )


def own_command(*arguments: str) -> list[str]:
    """The command that opens the window again: the frozen app, the script, or the module."""
    program = Path(sys.executable)
    if sys.platform == "win32":
        return [*_without_console(program), *arguments]
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    script = program.with_name("ltx-desktop")
    if script.is_file():
        return [str(script), *arguments]
    return [sys.executable, "-m", "ltx_desktop", *arguments]


def _without_console(program: Path) -> list[str]:
    """On Windows, `ltx-desktop.exe` and `python.exe` open a console, and end when it is closed.

    Installers and the frozen app bring `ltx-accounts.exe` along; a Python whose scripts are in
    another folder has `pythonw.exe`.
    """
    windowed = program.with_name(f"{_NAME}.exe")
    if windowed.is_file():
        return [str(windowed)]
    python = program.with_name("pythonw.exe")
    return [str(python if python.is_file() else program), "-m", "ltx_desktop"]


def session_command(*arguments: str) -> list[str]:
    """What starts this program from outside: a Flatpak's own paths are known inside of it only."""
    if flatpak := os.environ.get("FLATPAK_ID"):
        return ["flatpak", "run", flatpak, *arguments]
    return own_command(*arguments)


def resources_folder() -> Path:
    """The icons' parent: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
