"""Which browsers are installed, and why one of them cannot be used.

Linux: `PATH`, then the desktop's entries. macOS: bundles. Windows: *App Paths* of the registry.
"""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum, unique
from importlib import import_module
from pathlib import Path
from typing import Any

from ltx_desktop.browsers.known import KNOWN, Family, KnownBrowser

_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"
_MOST_OF_A_SCRIPT = 16_384
_EXEC = re.compile(r"^Exec=(.+)$", re.MULTILINE)
_SNAP_FOLDERS = ("/snap/", "/var/lib/snapd/")
_FLATPAK_FOLDER = "/flatpak/exports/"
_STUB = re.compile(rb"/snap/bin/|\bsnap (?:run|install)\b")


@unique
class Sandbox(StrEnum):
    """What keeps a browser from the profile that it should use."""

    SNAP = "snap"
    FLATPAK = "flatpak"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Browser:
    """An installed browser. With a `sandbox`, it cannot be used."""

    id: str
    name: str
    family: Family
    program: Path
    sandbox: Sandbox | None = None


@dataclass(frozen=True, slots=True)
class System:
    """Where browsers are looked for. `app_path` gives what Windows' registry has for a program."""

    platform: str
    environment: Mapping[str, str]
    app_path: Callable[[str], str | None]
    root: Path = Path("/")

    @classmethod
    def this(cls) -> "System":
        return cls(sys.platform, os.environ, app_path)


def find_browsers(system: System) -> tuple[Browser, ...]:
    """In the order in which they are offered: those that can be used first."""
    find = {"win32": _on_windows, "darwin": _on_macos}.get(system.platform, _on_linux)
    found = [one for known in KNOWN if (one := find(known, system))]
    return tuple(sorted(found, key=lambda one: one.sandbox is not None))


def _on_windows(known: KnownBrowser, system: System) -> Browser | None:
    program = (system.app_path(known.windows) or "").strip().strip('"')
    if not program or not Path(program).is_file():
        return None
    return Browser(known.id, known.name, known.family, Path(program))


def _on_macos(known: KnownBrowser, system: System) -> Browser | None:
    own = Path(system.environment.get("HOME", "/nonexistent")) / "Applications"
    for folder in (system.root / "Applications", own):
        name = "Firefox" if known.family is Family.FIREFOX else known.bundle
        program = folder / f"{name}.app" / "Contents" / "MacOS" / known.bundle
        if program.is_file():
            return Browser(known.id, known.name, known.family, program)
    return None


def _on_linux(known: KnownBrowser, system: System) -> Browser | None:
    """One that can be used goes before one in a sandbox, wherever each of them is."""
    places = [*_on_path(known, system), *_in_menus(known, system)]
    ours = Sandbox.OURS if system.environment.get("FLATPAK_ID") else None
    found = [
        Browser(known.id, known.name, known.family, program, ours or sandbox)
        for program, sandbox in places
    ]
    return min(found, key=lambda one: one.sandbox is not None, default=None)


_Place = tuple[Path, Sandbox | None]


def _on_path(known: KnownBrowser, system: System) -> Iterator[_Place]:
    path = system.environment.get("PATH", "")
    for name in known.programs:
        if program := shutil.which(name, path=path):
            yield Path(program), _sandbox_of(Path(program))


def _in_menus(known: KnownBrowser, system: System) -> Iterator[_Place]:
    """Browsers that are not on `PATH`, and Flatpaks, whose command has no name of a browser."""
    for entry in _entries(system.environment):
        with suppress(OSError, ValueError):
            command = _EXEC.search(entry.read_text("utf-8", "replace"))
            words = shlex.split(command[1]) if command else []
            if not words:
                continue
            is_flatpak = Path(words[0]).name == "flatpak"
            named = [Path(word).name for word in words if "=" in word] if is_flatpak else []
            commands = {name.rpartition("=")[2] for name in named}
            if commands & {*known.programs}:
                yield Path(words[0]), Sandbox.FLATPAK
            elif Path(words[0]).is_absolute() and Path(words[0]).name in known.programs:
                program = Path(words[0])
                if os.access(program, os.X_OK):
                    yield program, _sandbox_of(program)


def _entries(environment: Mapping[str, str]) -> Iterator[Path]:
    home = environment.get("HOME", "/nonexistent")
    data = environment.get("XDG_DATA_HOME") or f"{home}/.local/share"
    shared = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    for folder in (data, *shared.split(":")):
        if folder:
            yield from sorted((Path(folder) / "applications").glob("*.desktop"))


def _sandbox_of(program: Path) -> Sandbox | None:
    """Ubuntu's packages are small scripts that start a Snap, or a link to `snap` itself."""
    places = (str(program), os.path.realpath(program))
    if any(folder in place for place in places for folder in _SNAP_FOLDERS):
        return Sandbox.SNAP
    if Path(places[1]).name == "snap":
        return Sandbox.SNAP
    if any(_FLATPAK_FOLDER in place for place in places):
        return Sandbox.FLATPAK
    with suppress(OSError), program.open("rb") as file:
        start = file.read(_MOST_OF_A_SCRIPT)
        if start.startswith(b"#!") and _STUB.search(start):
            return Sandbox.SNAP
    return None


def app_path(program: str, libraries: Callable[[str], Any] = import_module) -> str | None:
    """What Windows starts where somebody types the name of a program; the user's own first."""
    try:
        registry = libraries("winreg")
    except ImportError:
        return None
    for hive in (registry.HKEY_CURRENT_USER, registry.HKEY_LOCAL_MACHINE):
        with suppress(OSError):
            value = registry.QueryValue(hive, rf"{_APP_PATHS}\{program}")
            return str(value)
    return None
