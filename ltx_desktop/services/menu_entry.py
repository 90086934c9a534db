"""An entry in the desktop's menu, for whoever installed the app with pipx or uv."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ltx_desktop.store.errors import Reason, StoreUnavailable


class MenuEntryPort(Protocol):
    """The user's menu (`store.menu_entry`); raises `StoreUnavailable`."""

    @property
    def path(self) -> Path: ...
    def write(self, command: Sequence[str]) -> None: ...
    def remove(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class EntryWritten:
    path: Path


@dataclass(frozen=True, slots=True)
class EntryRemoved:
    pass


@dataclass(frozen=True, slots=True)
class NoEntry:
    """There was none to remove."""


@dataclass(frozen=True, slots=True)
class EntryFailed:
    path: Path
    reason: Reason


MenuEntryOutcome = EntryWritten | EntryRemoved | NoEntry | EntryFailed


class ManageMenuEntry:
    """`command` is what the entry starts, absolute."""

    def __init__(self, entry: MenuEntryPort, command: Sequence[str]) -> None:
        self._entry = entry
        self._command = command

    def install(self) -> EntryWritten | EntryFailed:
        try:
            self._entry.write(self._command)
        except StoreUnavailable as error:
            return EntryFailed(error.path, error.reason)
        return EntryWritten(self._entry.path)

    def remove(self) -> EntryRemoved | NoEntry | EntryFailed:
        try:
            return EntryRemoved() if self._entry.remove() else NoEntry()
        except StoreUnavailable as error:
            return EntryFailed(error.path, error.reason)
