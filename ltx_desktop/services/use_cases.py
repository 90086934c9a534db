"""All that a window or a command can do, in one hand."""

from dataclasses import dataclass

from ltx_desktop.services.calendar import ExportCalendar
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.draft_session import DraftSession
from ltx_desktop.services.log import ReadLog
from ltx_desktop.services.look import LookAtAccounts
from ltx_desktop.services.places import Places
from ltx_desktop.services.ports import RecordsPort
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.services.reading import ReadPaste
from ltx_desktop.services.refresh import RefreshAccounts
from ltx_desktop.services.reminders import Reminders
from ltx_desktop.services.remove import RemoveAccount
from ltx_desktop.services.start_at_login import StartAtLogin
from ltx_desktop.services.submit import SubmitCookies
from ltx_desktop.services.updates import LookForUpdates
from ltx_desktop.services.verdicts import Verdicts


@dataclass(frozen=True, slots=True)
class UseCases:
    records: RecordsPort
    verdicts: Verdicts
    preferences: Preferences
    connection: Connection
    refresh: RefreshAccounts
    submit: SubmitCookies
    remove: RemoveAccount
    read_paste: ReadPaste
    draft: DraftSession
    look: LookAtAccounts
    reminders: Reminders
    start_at_login: StartAtLogin
    export_calendar: ExportCalendar
    read_log: ReadLog
    places: Places
    updates: LookForUpdates
