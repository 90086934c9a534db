"""What the database holds beside the accounts, in tables of its own."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from ltx_desktop.domain.settings import DEFAULT_HISTORY_KEPT
from ltx_desktop.store.labels import Labels
from ltx_desktop.store.removals import Removals
from ltx_desktop.store.sent_log import SentLog

if TYPE_CHECKING:
    from ltx_desktop.store.history import HistoryStore
    from ltx_desktop.store.log_in_profiles import LogInProfiles


class TablesBeside:
    """What the first frame does without is loaded when it is first wanted."""

    def __init__(self, connection: sqlite3.Connection | None, *, only_read: bool) -> None:
        self._connection = connection
        self._only_read = only_read
        self.sent = SentLog(connection)
        self.labels = Labels(connection)
        self.removals = Removals(connection)
        self._history_kept: Callable[[], timedelta] = lambda: DEFAULT_HISTORY_KEPT

    @cached_property
    def history(self) -> "HistoryStore":
        from ltx_desktop.store.history import HistoryStore

        return HistoryStore(self._connection, self._history_kept)

    def keep_history_for(self, span: Callable[[], timedelta]) -> None:
        """Ask how long entries are kept, whenever some are added; before the first one is."""
        self._history_kept = span

    @cached_property
    def log_in_profiles(self) -> "LogInProfiles":
        """Which profiles of browsers belong to which account."""
        from ltx_desktop.store.log_in_profiles import LogInProfiles

        return LogInProfiles(self._connection, only_read=self._only_read)
