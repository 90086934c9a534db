"""How long sessions really live, learned from what happened.

A life runs from accepted cookies to their expiry, or to an error that stayed for a day. One that
a renewal, a removal or vanishing ended says nothing about how long it could have been.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ltx_desktop.domain.account import AccountRecord, Learned
from ltx_desktop.domain.history import ESTIMATE, Entry, Kind

ERROR_STAYS = timedelta(days=1)
"""So long an error has to stay before it is the end of a session."""

EARLY = timedelta(days=1)
"""A session that ends at least so long before its date died early."""

NEW_LIFE = timedelta(days=1)
"""A deadline that moved at least so far belongs to a new session."""

MOST_LIVES = 3

_SECOND = timedelta(seconds=1)


def learned_from(entries: Iterable[Entry]) -> Learned:
    """What the entries of one account teach, in whatever order they come."""
    lives = _Lives()
    for entry in sorted(entries, key=_moment):
        lives.go_on(entry)
    return lives.learned()


def begins_life(entry: Entry) -> bool:
    """Whether a new session begins with this entry."""
    if entry.kind is Kind.MOVED_ELSEWHERE:
        before, after = entry.ends_before, entry.ends_after
        return before is not None and after is not None and after - before >= NEW_LIFE
    return entry.kind in {Kind.ACCEPTED, Kind.MOVED, Kind.ARRIVED}


def died_early_by(entry: Entry) -> timedelta | None:
    """How long before its date a session died; None where it did not."""
    if entry.kind is not Kind.DIED or entry.ends_before is None or entry.ends_after is None:
        return None
    early = entry.ends_before - entry.ends_after
    return early if early >= EARLY else None


def shorter_life_elsewhere(
    record: AccountRecord, others: Iterable[AccountRecord], expected: timedelta
) -> timedelta | None:
    """The shortest life that another account's sessions suggest, where it is below `expected`.

    It is a hint, never a date: accounts may differ.
    """
    lives = (one.learned.life for one in others if one.email != record.email)
    shortest = min(filter(None, lives), default=None)
    return shortest if shortest is not None and shortest < expected else None


def _moment(entry: Entry) -> tuple[datetime, int]:
    """At one moment a life ends before the next begins, and errors are those of the next."""
    if entry.kind in {Kind.ERROR_CAME, Kind.ERROR_WENT}:
        return entry.at, 2
    return entry.at, int(begins_life(entry))


class _Lives:
    """`began` is the beginning of the life that goes on, None where none does or it is unknown.

    `dead` is the beginning of the one that an error has ended: if the error goes away without
    a renewal, that session was not dead.
    """

    def __init__(self) -> None:
        self._lives: list[timedelta] = []
        self._began: datetime | None = None
        self._dead: datetime | None = None
        self._renewed_at: datetime | None = None
        self._error_since: datetime | None = None
        self._unconfirmed_at: datetime | None = None

    def learned(self) -> Learned:
        return Learned(
            tuple(self._lives[-MOST_LIVES:]),
            self._renewed_at,
            self._error_since,
            self._unconfirmed_at,
        )

    def go_on(self, entry: Entry) -> None:
        if begins_life(entry):
            self._begin(entry.at)
        match entry.kind:
            case Kind.EXPIRED if entry.words != ESTIMATE and entry.ends_before:
                self._end(entry.ends_before)
            case Kind.ERROR_CAME:
                self._error_since = self._error_since or entry.at
            case Kind.ERROR_WENT:
                self._come_alive()
            case Kind.DIED:
                self._die()
            case Kind.VANISHED | Kind.REMOVED:
                self._began = self._dead = self._renewed_at = self._error_since = None
            case Kind.NOT_CONFIRMED:
                self._unconfirmed_at = entry.at
            case Kind.ACCEPTED | Kind.NOT_MOVED | Kind.ARRIVED | Kind.NOT_ARRIVED:
                self._unconfirmed_at = None
            case _:
                pass

    def _begin(self, at: datetime) -> None:
        if self._error_since and at - self._error_since >= ERROR_STAYS:
            self._end(self._error_since)
        self._began = self._renewed_at = at
        self._dead = self._error_since = None

    def _end(self, at: datetime) -> None:
        if self._began is not None and at > self._began:
            self._lives.append((at - self._began) // _SECOND * _SECOND)
        self._began = None

    def _die(self) -> None:
        if self._error_since:
            began = self._began
            self._end(self._error_since)
            self._dead = began if began and began < self._error_since else None
        self._error_since = None

    def _come_alive(self) -> None:
        if self._dead:
            self._lives.pop()
            self._began = self._dead
        self._dead = self._error_since = None
