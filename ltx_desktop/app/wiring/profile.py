"""A profile, opened: what the window shows first."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ltx_desktop.app.clock import now
from ltx_desktop.app.load_settings import load_settings
from ltx_desktop.app.open_store import open_store
from ltx_desktop.app.paths import Paths
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.services.clock import Clock
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.services.verdicts import Verdicts
from ltx_desktop.store.settings import SettingsFile
from ltx_desktop.wording.notice import Notice

if TYPE_CHECKING:
    from ltx_desktop.services.ports import Now, VaultPort

_KEYRING_SERVICE = "LTX Accounts (useapi.net API token)"


class OpenedProfile:
    """The files of `paths`, and what stands on them.

    `base_url` overrides the settings' address, `system` is this machine's clock, `index` is where
    releases are looked for, `log_in_page` where browsers log in instead of LTX Studio.
    `browsers_as_root` is for tests that run as root. `notices` are what the start has to report,
    such as a file that was set aside.
    """

    def __init__(
        self,
        paths: Paths,
        make_vault: "Callable[[], VaultPort]",
        *,
        base_url: BaseUrl | None = None,
        system: "Now" = now,
        index: BaseUrl | None = None,
        log_in_page: str | None = None,
        browsers_as_root: bool = False,
    ) -> None:
        notices: list[Notice] = []
        self.paths = paths
        self.index = index
        self.log_in_page = log_in_page
        self.browsers_as_root = browsers_as_root
        self.make_vault = make_vault
        self.store, self.reminder_log = open_store(paths, notices)
        settings = load_settings(paths, notices)
        if base_url is not None:
            settings = replace(settings, base_url=base_url)
        self.preferences = Preferences(settings, SettingsFile(paths.settings))
        self.store.keep_history_for(lambda: self.preferences.settings.history_kept)
        self.clock = Clock(system)
        self.verdicts = Verdicts(self.store, self.preferences, self.clock)
        self.notices = tuple(notices)


def open_profile_of_user(paths: Paths) -> OpenedProfile:
    """The user's own profile, with the token in the keyring."""

    def keyring() -> "VaultPort":
        from ltx_desktop.store.secrets import TokenVault  # the window shows first

        return TokenVault(_KEYRING_SERVICE)

    return OpenedProfile(paths, keyring)


def stored_accounts(paths: Paths) -> tuple[AccountRecord, ...]:
    """What a profile's database holds; nothing where it cannot be read."""
    store, _log = open_store(paths, [])
    try:
        return store.records()
    finally:
        store.close()
