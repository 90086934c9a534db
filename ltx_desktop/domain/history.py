"""What happened to an account, as entries of a log that only grows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, unique
from types import MappingProxyType
from typing import NamedTuple

from ltx_desktop.domain.account import Learned

SAME_INSTANT = timedelta(seconds=2)
"""Services round their dates; two that are this near are one."""

_IN_FLIGHT = timedelta(minutes=10)
"""How long a submit without a result may be on its way."""


@unique
class Kind(StrEnum):
    """What happened; the values are those of the database and of exports."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    MOVED = "moved"
    NOT_MOVED = "not-moved"
    REFUSED = "refused"
    NOT_SENT = "not-sent"
    NOT_CONFIRMED = "not-confirmed"
    ARRIVED = "arrived"
    NOT_ARRIVED = "not-arrived"
    ERROR_CAME = "error-came"
    ERROR_WENT = "error-went"
    MOVED_ELSEWHERE = "moved-elsewhere"
    EXPIRED = "expired"
    DIED = "died"
    VANISHED = "vanished"
    CAME_BACK = "came-back"
    REMOVED = "removed"
    MAX_JOBS = "max-jobs"
    NAMED = "named"


class Lengths(NamedTuple):
    """How many characters the values of a session's cookies have."""

    lt_id: int
    lt_token: int
    lt_refresh_token: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an account's history; never with the value of a cookie.

    `words` are the format of a paste, the service's own text, a name, or `ESTIMATE`. Where a
    life ended, `ends_before` is the deadline that was expected, and `ends_after` its real end.
    """

    email: str
    at: datetime
    kind: Kind
    words: str = ""
    ends_before: datetime | None = None
    ends_after: datetime | None = None
    jobs_before: int | None = None
    jobs_after: int | None = None
    lengths: Lengths | None = None


class Appended(NamedTuple):
    """The entries that were news, and what their accounts' histories teach by now."""

    entries: tuple[Entry, ...] = ()
    learned: Mapping[str, Learned] = MappingProxyType({})


ESTIMATE = "estimate"
"""The words of a deadline that passed and was an estimate only."""

_MOVES = frozenset({Kind.MOVED, Kind.NOT_MOVED, Kind.MOVED_ELSEWHERE})
_RESULTS = frozenset({Kind.NOT_CONFIRMED, Kind.ARRIVED, Kind.NOT_ARRIVED})
_ERRORS = frozenset({Kind.ERROR_CAME, Kind.ERROR_WENT})
_PRESENCE = frozenset({Kind.VANISHED, Kind.CAME_BACK, Kind.REMOVED, Kind.ACCEPTED})
_SUBMITS = frozenset({
    Kind.SUBMITTED, Kind.ACCEPTED, Kind.NOT_MOVED, Kind.REFUSED, Kind.NOT_SENT, Kind.NOT_CONFIRMED
})  # fmt: skip

RELATED: dict[Kind, tuple[frozenset[Kind], ...]] = {
    Kind.ERROR_CAME: (_ERRORS,),
    Kind.ERROR_WENT: (_ERRORS,),
    Kind.VANISHED: (_PRESENCE,),
    Kind.CAME_BACK: (_PRESENCE,),
    Kind.MAX_JOBS: (frozenset({Kind.MAX_JOBS}),),
    Kind.EXPIRED: (frozenset({Kind.EXPIRED}),),
    Kind.DIED: (frozenset({Kind.DIED}),),
    Kind.ARRIVED: (_RESULTS,),
    Kind.NOT_ARRIVED: (_RESULTS,),
    Kind.MOVED: (_MOVES,),
    Kind.MOVED_ELSEWHERE: (_MOVES, _SUBMITS),
}
"""By kind: the groups whose last entries tell whether an entry is news; one of another kind is."""


def repeats(entry: Entry, last: Entry) -> bool:
    """Whether `last`, the last entry of a related group, says what `entry` says.

    A window and a command may read the same list, and each notices what has changed.
    """
    match entry.kind:
        case Kind.MOVED_ELSEWHERE if last.kind is Kind.SUBMITTED:
            # Our own renewal, in another process: its result is still to be written.
            return entry.at - last.at < _IN_FLIGHT
        case Kind.MOVED | Kind.MOVED_ELSEWHERE:
            return last.kind in _MOVES and _are_same(entry.ends_after, last.ends_after)
        case Kind.ARRIVED | Kind.NOT_ARRIVED:
            return last.kind is not Kind.NOT_CONFIRMED
        case Kind.MAX_JOBS:
            return entry.jobs_after == last.jobs_after
        case Kind.EXPIRED:
            return _are_same(entry.ends_before, last.ends_before)
        case Kind.DIED:
            return _are_same(entry.ends_after, last.ends_after)
        case _:
            return entry.kind is last.kind


def _are_same(one: datetime | None, other: datetime | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= SAME_INSTANT
