"""Builds everything and connects it: the one place that knows all layers."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ltx_desktop.app.clock import now
from ltx_desktop.app.load_settings import load_settings
from ltx_desktop.app.open_store import open_store
from ltx_desktop.app.paths import Paths, own_command
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.calendar import ExportCalendar
from ltx_desktop.services.clock import Clock
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.find_owner import FindOwner
from ltx_desktop.services.log import ReadLog
from ltx_desktop.services.look import LookAtAccounts
from ltx_desktop.services.ports import ClientPort, Now, VaultPort
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.services.reading import ReadPaste
from ltx_desktop.services.refresh import RefreshAccounts
from ltx_desktop.services.reminders import Reminders
from ltx_desktop.services.remove import RemoveAccount
from ltx_desktop.services.start_at_login import StartAtLogin
from ltx_desktop.services.submit import SubmitCookies
from ltx_desktop.services.use_cases import UseCases
from ltx_desktop.services.verdicts import Verdicts
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.autostart import autostart_of_user
from ltx_desktop.store.calendar_file import write_calendar
from ltx_desktop.store.daemon_call import in_daemon_thread
from ltx_desktop.store.secrets import MemoryVault, TokenVault
from ltx_desktop.store.settings import SettingsFile
from ltx_desktop.wording.calendar import calendar_text
from ltx_desktop.wording.notice import Notice

_OPENING_TIMEOUT = 60
"""Seconds; a cold disk takes one."""

HIDDEN = "--hidden"
"""The option of the window that is started with the session."""

_KEYRING_SERVICE = "LTX Accounts (useapi.net API token)"


@dataclass(frozen=True, slots=True)
class Wired:
    """`notices` are what the start has to say: a file that was set aside, say.

    `window` is where the window's place is kept.
    """

    use_cases: UseCases
    store: AccountStore
    clock: Clock
    window: Path
    notices: tuple[Notice, ...]


def wire_user(paths: Paths) -> Wired:
    """The user's own profile, with the token in the keyring."""
    return wire(paths, TokenVault(_KEYRING_SERVICE))


def wire_demo(paths: Paths, base_url: str, token: str) -> Wired:
    """A profile apart that speaks with the demo service and keeps its token in memory."""
    return wire(paths, MemoryVault(Secret(token)), BaseUrl.parse(base_url))


def stored_accounts(paths: Paths) -> tuple[AccountRecord, ...]:
    """What a profile's database holds; nothing where it cannot be read."""
    store, _log = open_store(paths, [])
    try:
        return store.records()
    finally:
        store.close()


def wire(
    paths: Paths, vault: VaultPort, base_url: BaseUrl | None = None, system: Now = now
) -> Wired:
    """Connect everything on the files of `paths`; `base_url` overrides the settings' address.

    `system` is this machine's clock.
    """
    notices: list[Notice] = []
    store, log = open_store(paths, notices)
    settings = load_settings(paths, notices)
    if base_url is not None:
        settings = replace(settings, base_url=base_url)
    preferences = Preferences(settings, SettingsFile(paths.settings))
    clock = Clock(system)
    verdicts = Verdicts(store, preferences, clock)
    connection = Connection(vault, preferences, partial(_open_client, system))
    use_cases = UseCases(
        records=store,
        verdicts=verdicts,
        preferences=preferences,
        connection=connection,
        refresh=RefreshAccounts(connection, store, clock),
        submit=SubmitCookies(connection, store, clock),
        remove=RemoveAccount(connection, store),
        read_paste=ReadPaste(clock),
        find_owner=FindOwner(store),
        look=LookAtAccounts(connection, store, clock),
        reminders=Reminders(verdicts, log, preferences, clock),
        start_at_login=StartAtLogin(autostart_of_user(), own_command(HIDDEN)),
        export_calendar=ExportCalendar(store, clock, calendar_text, write_calendar),
        read_log=ReadLog(paths.log),
    )
    return Wired(use_cases, store, clock, paths.window, tuple(notices))


async def _open_client(system: Now, base_url: BaseUrl, token: Secret) -> ClientPort:
    """Import the network stack and build the client, both in a thread: they take a while."""

    def build() -> ClientPort | Exception:
        from ltx_desktop.api.client import AccountsClient  # noqa: PLC0415 - after the first frame

        try:
            return AccountsClient(base_url, token, now=system)
        except Exception as error:  # noqa: BLE001 - raised where it is awaited
            return error

    built = await in_daemon_thread(build, _OPENING_TIMEOUT, "open client")
    if isinstance(built, Exception):
        raise built
    return built
