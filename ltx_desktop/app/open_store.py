"""A profile's accounts, opened; what is wrong with the file becomes a notice.

A command without a network answers from these alone, so the sentences are loaded when needed.
"""

from ltx_desktop.app.clock import now
from ltx_desktop.app.paths import Paths
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.database import open_database
from ltx_desktop.store.errors import NewerDatabase, StoreUnavailable
from ltx_desktop.store.reminder_log import ReminderLog
from ltx_desktop.wording.notice import Notice


def open_store(paths: Paths, notices: list[Notice]) -> tuple[AccountStore, ReminderLog]:
    """What is stored; a file that cannot be used is said, and memory takes its place."""
    try:
        opened = open_database(paths.database, now())
        store = AccountStore(opened.connection, only_read=opened.only_read is not None)
        log = ReminderLog(opened.connection)
    except (NewerDatabase, StoreUnavailable) as error:
        notices.append(_why(error))
        return AccountStore.in_memory(), ReminderLog(None)
    if opened.set_aside:
        from ltx_desktop.wording.keeping import set_aside_notice  # rarely needed

        notices.append(set_aside_notice(opened.set_aside, opened.backed_up))
    if opened.only_read:
        from ltx_desktop.wording.keeping import only_read_notice  # rarely needed

        notices.append(only_read_notice(paths.database, opened.only_read))
    return store, log


def _why(error: NewerDatabase | StoreUnavailable) -> Notice:
    from ltx_desktop.wording import keeping  # rarely needed

    if isinstance(error, NewerDatabase):
        return keeping.newer_database_notice(error)
    return keeping.cannot_open_notice(error)
