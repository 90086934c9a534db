"""Reading what happened to the accounts."""

from dataclasses import dataclass

from ltx_desktop.domain.history import Entry
from ltx_desktop.services.ports import RecordsPort
from ltx_desktop.store.errors import Reason, StoreUnavailable


@dataclass(frozen=True, slots=True)
class HistoryUnreadable:
    reason: Reason


class ReadHistory:
    def __init__(self, records: RecordsPort) -> None:
        self._records = records

    def __call__(self, email: str | None = None) -> tuple[Entry, ...] | HistoryUnreadable:
        """The entries of one account or of all, the oldest first."""
        try:
            return self._records.history.entries(email)
        except StoreUnavailable as error:
            return HistoryUnreadable(error.reason)
