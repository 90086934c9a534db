"""The settings in force, kept in a file where that is possible."""

from collections.abc import Callable
from typing import Protocol

from ltx_desktop.domain.settings import Settings
from ltx_desktop.services.storage import try_to_store
from ltx_desktop.store.errors import Reason
from ltx_desktop.store.observers import Observers


class SettingsFilePort(Protocol):
    """`store.settings.SettingsFile`; raises `StoreUnavailable`."""

    def save(self, settings: Settings) -> None: ...


class Preferences:
    """A change is in force at once, even where the file cannot be written."""

    def __init__(self, settings: Settings, file: SettingsFilePort) -> None:
        self.settings = settings
        self._file = file
        self._observers: Observers[Settings] = Observers()

    def subscribe(self, observer: Callable[[Settings], None]) -> Callable[[], None]:
        """Give it the settings after each change; call the result to end that."""
        return self._observers.add(observer)

    def use(self, settings: Settings) -> Reason | None:
        """Why the settings hold for this run only; None where they were kept."""
        from ltx_desktop.services.journal import settings_changed  # after the first frame

        before, self.settings = self.settings, settings
        reason = try_to_store(lambda: self._file.save(settings))
        settings_changed(before, settings, reason)
        if settings != before:
            self._observers.announce([settings])
        return reason
