"""The use cases on an opened profile."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from ltx_desktop import __version__
from ltx_desktop.app.paths import resources_folder, session_command
from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.browsers.local import LocalBrowsers
from ltx_desktop.browsers.profiles import ProfileFolders
from ltx_desktop.browsers.session import STUDIO, Site
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.release import Version
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.calendar import ExportCalendar
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.draft_session import DraftSession
from ltx_desktop.services.labels import ForgetAccount, LabelAccount
from ltx_desktop.services.log import ReadLog
from ltx_desktop.services.log_in import LogIn
from ltx_desktop.services.log_in_profiles import Profiles
from ltx_desktop.services.look import LookAtAccounts
from ltx_desktop.services.places import Places
from ltx_desktop.services.ports import ClientPort, Now
from ltx_desktop.services.read_history import ReadHistory
from ltx_desktop.services.refresh import RefreshAccounts
from ltx_desktop.services.reminders import Reminders
from ltx_desktop.services.remove import RemoveAccount
from ltx_desktop.services.slots import CountSlots
from ltx_desktop.services.start_at_login import StartAtLogin
from ltx_desktop.services.submit import SubmitCookies
from ltx_desktop.services.updates import LookForUpdates, ReleasesPort
from ltx_desktop.store.autostart import autostart_of_user
from ltx_desktop.store.calendar_file import write_calendar
from ltx_desktop.store.daemon_call import in_daemon_thread
from ltx_desktop.store.update_log import UpdateLog
from ltx_desktop.wording.calendar import calendar_text

T = TypeVar("T")

RUNNING = Version.parse(__version__)

HIDDEN = "--hidden"
"""The option of the window that is started with the session."""

_OPENING_TIMEOUT = 60
"""Seconds; a cold disk takes one."""


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases of a profile; nobody is handed more of them than they use."""

    connection: Connection
    refresh: RefreshAccounts
    submit: SubmitCookies
    remove: RemoveAccount
    draft: DraftSession
    look: LookAtAccounts
    reminders: Reminders
    start_at_login: StartAtLogin
    export_calendar: ExportCalendar
    read_log: ReadLog
    places: Places
    updates: LookForUpdates
    log_in: LogIn
    slots: CountSlots
    label: LabelAccount
    forget: ForgetAccount
    read_history: ReadHistory


def build_services(profile: OpenedProfile) -> Services:
    paths, store, clock = profile.paths, profile.store, profile.clock
    preferences, verdicts = profile.preferences, profile.verdicts
    connection = Connection(profile.make_vault(), preferences, partial(_open_client, clock.system))
    draft = DraftSession(store, clock)
    log_in = _log_in(profile, draft)
    return Services(
        connection=connection,
        refresh=RefreshAccounts(connection, store, clock, verdicts.foresee),
        submit=SubmitCookies(connection, store, clock),
        remove=RemoveAccount(connection, store, clock, log_in.profiles.forget),
        draft=draft,
        look=LookAtAccounts(connection, store, clock),
        reminders=Reminders(store, verdicts, profile.reminder_log, preferences, clock),
        start_at_login=StartAtLogin(autostart_of_user(), session_command(HIDDEN)),
        export_calendar=ExportCalendar(store, clock, calendar_text, write_calendar),
        read_log=ReadLog(paths.log),
        places=Places(
            database=paths.database,
            settings=paths.settings,
            log=paths.log,
            notices=resources_folder() / "notices" / "THIRD-PARTY.txt",
        ),
        updates=LookForUpdates(
            running=RUNNING,
            open_releases=partial(_open_releases, profile.index),
            log=UpdateLog(paths.updates),
            preferences=preferences,
            now=clock.system,
        ),
        log_in=log_in,
        slots=CountSlots(connection, store),
        label=LabelAccount(store, clock),
        forget=ForgetAccount(store),
        read_history=ReadHistory(store),
    )


def _log_in(profile: OpenedProfile, draft: DraftSession) -> LogIn:
    folders = ProfileFolders(profile.paths.browsers)
    browsers = LocalBrowsers(folders, root_is_meant=profile.browsers_as_root)
    profiles = Profiles(
        folders=folders,
        owners=profile.store.log_in_profiles,
        browsers=browsers,
        records=profile.store,
    )
    return LogIn(
        browsers=browsers,
        profiles=profiles,
        draft=draft,
        preferences=profile.preferences,
        site=Site.at(profile.log_in_page) if profile.log_in_page else STUDIO,
    )


async def _open_client(system: Now, base_url: BaseUrl, token: Secret) -> ClientPort:
    def build() -> ClientPort:
        from ltx_desktop.api.client import AccountsClient  # after the first frame

        return AccountsClient(base_url, token, now=system)

    return await _built_aside(build)


async def _open_releases(index: BaseUrl | None) -> ReleasesPort:
    def build() -> ReleasesPort:
        from ltx_desktop.api.releases import INDEX, ReleasesClient

        return ReleasesClient(RUNNING, index or INDEX)

    return await _built_aside(build)


async def _built_aside(build: Callable[[], T]) -> T:
    """In a thread: importing the network stack takes a while, and making a TLS context too."""

    def attempt() -> T | Exception:
        try:
            return build()
        except Exception as error:  # noqa: BLE001 - raised where it is awaited
            return error

    built = await in_daemon_thread(attempt, _OPENING_TIMEOUT, "open client")
    if isinstance(built, Exception):
        raise built
    return built
