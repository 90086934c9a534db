"""The columns of the accounts table, and how accounts sort under each."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import IntEnum
from operator import attrgetter
from typing import Any

from ltx_desktop.domain.account import Capacity
from ltx_desktop.domain.urgency import Judged, urgency

_EMAIL = attrgetter("record.account.email")
_NO_NUMBER = -1
_FAR = datetime.max.replace(tzinfo=UTC)


class Column(IntEnum):
    STATE = 0
    EMAIL = 1
    LIFE = 2
    DEADLINE = 3
    ACCESS = 4
    MAX_JOBS = 5
    RUNNING = 6
    BALANCE = 7
    UPDATED = 8
    RENEW = 9


TIME_COLUMNS = (Column.DEADLINE, Column.ACCESS, Column.UPDATED)
"""Their texts change by themselves."""

COMFORTABLE = (Column.EMAIL, Column.LIFE, Column.DEADLINE, Column.MAX_JOBS, Column.RENEW)
"""Two lines a row, for the accounts of a few clients."""

COMPACT = tuple(column for column in Column if column is not Column.RENEW)
"""One line a row, for hundreds; each column but the account's can be hidden."""

_NUMBERS = {
    Column.MAX_JOBS: attrgetter("record.account.max_jobs"),
    Column.BALANCE: attrgetter("record.account.balance"),
}
_MOMENTS = {
    Column.LIFE: attrgetter("expiry.deadline"),
    Column.DEADLINE: attrgetter("expiry.deadline"),
    Column.ACCESS: attrgetter("expiry.access"),
    Column.UPDATED: attrgetter("record.account.updated"),
}
"""Read by C: with a hundred thousand rows, calling Python for each is what sorting takes."""


def sort_keys(
    column: Column, rows: Iterable[Judged], capacities: Mapping[str, Capacity]
) -> list[Any]:
    """A key for each row: what is unknown comes last among moments, and below every number."""
    if column is Column.STATE:
        return [*map(urgency, rows)]
    if column is Column.EMAIL:
        # What is searched in, too.
        return [email.casefold() for email in map(_EMAIL, rows)]
    if column is Column.RUNNING:
        known = (capacities.get(row.email) for row in rows)
        return [_NO_NUMBER if one is None else _number(one.executing) for one in known]
    if column in _NUMBERS:
        return [*map(_number, map(_NUMBERS[column], rows))]
    return [moment or _FAR for moment in map(_MOMENTS[column], rows)]


def _number(value: float | None) -> float:
    return _NO_NUMBER if value is None else value
