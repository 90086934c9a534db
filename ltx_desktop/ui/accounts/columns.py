"""The columns of the accounts table, what a row of it is, and how rows sort under each column."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from ltx_desktop.domain.account import Capacity
from ltx_desktop.domain.urgency import Judged, urgency

_FAR = datetime.max.replace(tzinfo=UTC)


class Column(IntEnum):
    STATE = 0
    EMAIL = 1
    DEADLINE = 2
    ACCESS = 3
    MAX_JOBS = 4
    RUNNING = 5
    BALANCE = 6
    UPDATED = 7


TIME_COLUMNS = (Column.DEADLINE, Column.ACCESS, Column.UPDATED)
"""Their texts change by themselves."""


@dataclass(frozen=True, slots=True)
class Row(Judged):
    """`capacity` is how busy the account is, None where the service did not tell."""

    capacity: Capacity | None = None


def _number(value: float | None) -> float:
    """What is unknown sorts below every number."""
    return -1 if value is None else value


SORT_KEYS: dict[Column, Callable[[Row], Any]] = {
    Column.STATE: urgency,
    Column.EMAIL: lambda row: (row.email.casefold(), row.email),
    Column.DEADLINE: lambda row: (row.expiry.deadline or _FAR, row.email),
    Column.ACCESS: lambda row: (row.expiry.access or _FAR, row.email),
    Column.MAX_JOBS: lambda row: (_number(row.record.account.max_jobs), row.email),
    Column.RUNNING: lambda row: (
        _number(row.capacity.executing if row.capacity else None),
        row.email,
    ),
    Column.BALANCE: lambda row: (_number(row.record.account.balance), row.email),
    Column.UPDATED: lambda row: (row.record.account.updated or _FAR, row.email),
}
