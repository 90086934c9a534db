"""Builds the use-cases on an opened profile: the one place that knows all layers."""

from functools import partial

from ltx_desktop.app.paths import Paths, own_command, resources_folder
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.calendar import ExportCalendar
from ltx_desktop.services.clock import Clock
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.find_owner import FindOwner
from ltx_desktop.services.log import ReadLog
from ltx_desktop.services.look import LookAtAccounts
from ltx_desktop.services.places import Places
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
from ltx_desktop.store.reminder_log import ReminderLog
from ltx_desktop.wording.calendar import calendar_text

HIDDEN = "--hidden"
"""The option of the window that is started with the session."""

_OPENING_TIMEOUT = 60
"""Seconds; a cold disk takes one."""


def connect(
    paths: Paths,
    vault: VaultPort,
    store: AccountStore,
    log: ReminderLog,
    preferences: Preferences,
    verdicts: Verdicts,
    clock: Clock,
) -> UseCases:
    connection = Connection(vault, preferences, partial(_open_client, clock.system))
    return UseCases(
        records=store,
        verdicts=verdicts,
        preferences=preferences,
        connection=connection,
        refresh=RefreshAccounts(connection, store, clock, verdicts.foresee),
        submit=SubmitCookies(connection, store, clock),
        remove=RemoveAccount(connection, store),
        read_paste=ReadPaste(clock),
        find_owner=FindOwner(store),
        look=LookAtAccounts(connection, store, clock),
        reminders=Reminders(verdicts, log, preferences, clock),
        start_at_login=StartAtLogin(autostart_of_user(), own_command(HIDDEN)),
        export_calendar=ExportCalendar(store, clock, calendar_text, write_calendar),
        read_log=ReadLog(paths.log),
        places=Places(
            paths.database,
            paths.settings,
            paths.log,
            resources_folder() / "notices" / "THIRD-PARTY.txt",
        ),
    )


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
