"""The columns of the accounts table, and how accounts sort under each."""

from collections.abc import Callable, Mapping
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


def sort_key(column: Column, capacities: Mapping[str, Capacity]) -> Callable[[Judged], Any]:
    """What is unknown comes last among moments, and below every number.

    Accounts that are alike in it stay in the order of urgency.
    """
    match column:
        case Column.STATE:
            return urgency
        case Column.EMAIL:
            return lambda row: row.record.account.email.casefold()
        case Column.DEADLINE:
            return lambda row: row.expiry.deadline or _FAR
        case Column.ACCESS:
            return lambda row: row.expiry.access or _FAR
        case Column.MAX_JOBS:
            return lambda row: _number(row.record.account.max_jobs)
        case Column.RUNNING:
            return lambda row: _number(_executing(capacities.get(row.email)))
        case Column.BALANCE:
            return lambda row: _number(row.record.account.balance)
        case Column.UPDATED:
            return lambda row: row.record.account.updated or _FAR


def _executing(capacity: Capacity | None) -> int | None:
    return capacity.executing if capacity else None


def _number(value: float | None) -> float:
    return -1 if value is None else value
