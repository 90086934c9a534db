"""The settings in force, kept in a file where that is possible."""

from dataclasses import replace
from typing import Protocol

from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.store.settings import Settings


class SettingsFilePort(Protocol):
    """`store.settings.SettingsFile`; raises `StoreUnavailable`."""

    def save(self, settings: Settings) -> None: ...


class Preferences:
    """A change is in force at once, even where the file cannot be written."""

    def __init__(self, settings: Settings, file: SettingsFilePort) -> None:
        self.settings = settings
        self._file = file

    def use_base_url(self, base_url: BaseUrl) -> None:
        """Raises `StoreUnavailable` where the address holds for this run only."""
        self.settings = replace(self.settings, base_url=base_url)
        self._file.save(self.settings)
