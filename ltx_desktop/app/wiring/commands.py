"""What commands without a screen are handed: the user's profile, opened as far as they need it."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ltx_desktop.app.clock import now
from ltx_desktop.app.open_store import open_store
from ltx_desktop.app.paths import Paths, own_command, resources_folder
from ltx_desktop.cli.profile import Connected, Remembered, Stored
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS, Thresholds
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.token import clean_token
from ltx_desktop.wording.notice import Notice

if TYPE_CHECKING:
    from ltx_desktop.app.wiring.profile import OpenedProfile
    from ltx_desktop.services.log_in_outcomes import InstalledBrowser
    from ltx_desktop.services.menu_entry import ManageMenuEntry
    from ltx_desktop.services.ports import Now
    from ltx_desktop.store.secrets import MemoryVault


class UserProfile:
    """The same files as the window's; a `token` from outside goes before the keyring's.

    Loads what makes a command slow (asyncio, settings, use-cases) only where it is asked for.
    """

    def __init__(self, paths: Paths, token: str) -> None:
        self._paths = paths
        self._token = token
        self._now: Now = now

    @property
    def now(self) -> "Now":
        """This machine's clock; once connected, the service's where they disagree."""
        return self._now

    @contextmanager
    def stored(self) -> Iterator[Stored]:
        notices: list[Notice] = []
        store, _log = open_store(self._paths, notices)
        try:
            yield Stored(store, self._thresholds(notices), tuple(notices), is_open=store.saved)
        finally:
            store.close()

    @contextmanager
    def remembered(self) -> Iterator[Remembered]:
        from ltx_desktop.app.wiring.memory import remember  # for some commands

        profile = self._open([])
        try:
            yield remember(profile)
        finally:
            profile.store.close()

    @contextmanager
    def connected(self) -> Iterator[Connected]:
        notices: list[Notice] = []
        profile = self._open(notices)
        self._now = profile.clock
        try:
            yield connect(profile, notices)
        finally:
            profile.store.close()

    def _open(self, notices: list[Notice]) -> "OpenedProfile":
        from ltx_desktop.app.wiring.profile import OpenedProfile, open_profile_of_user

        if not self._token.strip():
            return open_profile_of_user(self._paths)
        vault = _vault(self._token, notices)
        return OpenedProfile(self._paths, lambda: vault)

    def _thresholds(self, notices: list[Notice]) -> Thresholds:
        if not os.path.lexists(self._paths.settings):
            return DEFAULT_THRESHOLDS
        from ltx_desktop.app.load_settings import load_settings

        return load_settings(self._paths, notices).thresholds


def connect(profile: "OpenedProfile", notices: Iterable[Notice] = ()) -> Connected:
    from ltx_desktop.app.wiring.services import build_services  # for what asks the service

    services = build_services(profile)
    return Connected(
        records=profile.store,
        thresholds=profile.preferences.settings.thresholds,
        connection=services.connection,
        refresh=services.refresh,
        draft=services.draft,
        submit=services.submit,
        remove=services.remove,
        log_in=services.log_in,
        slots=services.slots,
        notices=(*profile.notices, *notices),
    )


def wire_menu_entry() -> "ManageMenuEntry | None":
    """None where desktops have no such menus."""
    if sys.platform != "linux":
        return None
    from ltx_desktop.services.menu_entry import ManageMenuEntry  # for one command
    from ltx_desktop.store.menu_entry import menu_entry_of_user

    return ManageMenuEntry(menu_entry_of_user(resources_folder()), own_command())


def wire_browsers() -> "Callable[[], tuple[InstalledBrowser, ...]]":
    from ltx_desktop.browsers.find import System, find_browsers  # for one command

    return lambda: find_browsers(System.this())


def _vault(text: str, notices: list[Notice]) -> "MemoryVault":
    """The variable's token; with an unusable one the keyring's, perhaps another's, is not used."""
    from ltx_desktop.store.secrets import MemoryVault

    token = clean_token(text)
    if token:
        return MemoryVault(Secret(token))
    from ltx_desktop.wording.command_failures import unusable_token_notice  # rarely needed

    notices.append(unusable_token_notice())
    return MemoryVault()
