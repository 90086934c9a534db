"""Start with the session on Windows: the user's `Run` key."""

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from subprocess import list2cmdline
from typing import Protocol, cast

from ltx_desktop.store.reasons import unavailable

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where Task Manager and Settings keep their switch: an odd first byte is "off"."""

_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
"""None with a quote in it: no path on Windows has one."""

Key = AbstractContextManager[object]


class Registry(Protocol):
    """The part of `winreg` that is used here."""

    HKEY_CURRENT_USER: int
    KEY_READ: int
    KEY_SET_VALUE: int
    REG_SZ: int

    def OpenKey(self, key: int, sub_key: str, reserved: int, access: int) -> Key: ...  # noqa: N802 - winreg's name

    def CreateKeyEx(self, key: int, sub_key: str, reserved: int, access: int) -> Key: ...  # noqa: N802 - winreg's name

    def QueryValueEx(self, key: object, name: str) -> tuple[object, int]: ...  # noqa: N802 - winreg's name

    def SetValueEx(self, key: object, name: str, reserved: int, kind: int, value: str) -> None: ...  # noqa: N802 - winreg's name

    def DeleteValue(self, key: object, name: str) -> None: ...  # noqa: N802 - winreg's name


def windows_registry() -> Registry:
    return cast("Registry", import_module("winreg"))


class RunKey:
    """A value called `name`; Windows splits its command line as C programs do."""

    def __init__(self, name: str, registry: Registry) -> None:
        self._name = name
        self._registry = registry

    def enabled(self) -> bool:
        return bool(self._started().strip())

    def command(self) -> list[str] | None:
        line = self._started()
        words = [quoted or plain for quoted, plain in _WORD.findall(line)]
        return words if words and list2cmdline(words) == line else None

    def enable(self, command: Sequence[str]) -> None:
        registry = self._registry
        access = registry.KEY_SET_VALUE
        try:
            self._remove(APPROVED)
            with registry.CreateKeyEx(registry.HKEY_CURRENT_USER, RUN, 0, access) as key:
                registry.SetValueEx(key, self._name, 0, registry.REG_SZ, list2cmdline(command))
        except OSError as error:
            raise unavailable(Path(RUN), error) from error

    def disable(self) -> None:
        try:
            self._remove(RUN)
        except OSError as error:
            raise unavailable(Path(RUN), error) from error

    def _started(self) -> str:
        """The command line; empty where there is none, or it is switched off."""
        try:
            line, switch = self._read(RUN), self._read(APPROVED)
        except OSError as error:
            raise unavailable(Path(RUN), error) from error
        is_off = isinstance(switch, bytes) and bool(switch[:1]) and switch[0] % 2 == 1
        return line if isinstance(line, str) and not is_off else ""

    def _read(self, place: str) -> object:
        registry = self._registry
        access = registry.KEY_READ
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, place, 0, access) as key:
                return registry.QueryValueEx(key, self._name)[0]
        except FileNotFoundError:
            return None

    def _remove(self, place: str) -> None:
        registry = self._registry
        access = registry.KEY_SET_VALUE
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, place, 0, access) as key:
                registry.DeleteValue(key, self._name)
        except FileNotFoundError:
            return
