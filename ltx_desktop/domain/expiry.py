"""When a person has to act: the expiry rule (api-contract 1.5), one pure function.

A session is dead when both its tokens are, so the deadline is the later of the two.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum, unique

from ltx_desktop.domain.account import AccountRecord, Learned, Mark, Submission

COOKIE_LIFE = timedelta(days=90)
"""The service's setup page: the cookie expires after three months."""

_LATER_SUBMIT = timedelta(minutes=1)
"""An `updated` this much past the one our own submit got shows somebody else's submit."""


@unique
class State(StrEnum):
    """How an account fares, most pressing first."""

    NEEDS_ATTENTION = "needs-attention"
    EXPIRED = "expired"
    URGENT = "urgent"
    RENEW_SOON = "renew-soon"
    UNKNOWN = "unknown"
    HEALTHY = "healthy"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Time left at or under which an account is urgent, or should be renewed soon."""

    urgent: timedelta = timedelta(days=3)
    renew_soon: timedelta = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Expiry:
    """The rule's verdict at one moment; `deadline` is None where nobody can know it.

    `from_lives` is how many earlier sessions an estimate stands on; 0 is the usual length.
    """

    state: State
    deadline: datetime | None = None
    access: datetime | None = None
    refresh: datetime | None = None
    marks: frozenset[Mark] = field(default_factory=frozenset)
    from_lives: int = 0


DEFAULT_THRESHOLDS = Thresholds()


def expiry_of(
    record: AccountRecord, now: datetime, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> Expiry:
    """Apply the expiry rule to a record at `now` (aware)."""
    account = record.account
    refresh, estimated = account.refresh_expiry, False
    if refresh is None and record.submission:
        refresh, estimated = _promised(record.submission, account.updated, record.learned)
    access = account.access_expiry
    deadline = _deadline(access, refresh, now)
    marks = account.marks
    if estimated:
        marks |= {Mark.ESTIMATE}
    if access and refresh and access > refresh:
        marks |= {Mark.ACCESS_AFTER_REFRESH}
    if refresh and account.updated and refresh < account.updated:
        marks |= {Mark.REFRESH_BEFORE_UPDATED}
    state = _state(account.error, deadline, now, thresholds)
    from_lives = len(record.learned.lives) if estimated else 0
    return Expiry(state, deadline, access, refresh, marks, from_lives)


def life_left(record: AccountRecord, expiry: Expiry, now: datetime) -> float | None:
    """What is left of the session's life at `now`, 0 to 1; None where its end is unknown."""
    began, deadline = life_began(record, expiry), expiry.deadline
    if began is None or deadline is None:
        return None
    return min(1.0, max(0.0, (deadline - now) / (deadline - began)))


def life_began(record: AccountRecord, expiry: Expiry) -> datetime | None:
    """The moment when the deadline last moved; None where the deadline is unknown.

    Where nobody knows that moment, the account's last update may be that of an old session, so
    the life is taken to be at least of the expected length.
    """
    deadline, renewed_at = expiry.deadline, record.learned.renewed_at
    if deadline is None:
        return None
    if renewed_at is not None and renewed_at < deadline:
        return renewed_at
    expected = deadline - (record.learned.life or COOKIE_LIFE)
    return min(record.account.updated or expected, expected)


def _promised(
    submission: Submission, updated: datetime | None, learned: Learned
) -> tuple[datetime, bool]:
    """The refresh token's end by our own submit, and whether it is our estimate."""
    if submission.refresh_expiry and not _submitted_later(updated, submission):
        return submission.refresh_expiry, False
    return submission.at + (learned.life or COOKIE_LIFE), True


def _submitted_later(updated: datetime | None, submission: Submission) -> bool:
    if updated is None:
        return False
    return updated > (submission.updated or submission.at) + _LATER_SUBMIT


def _deadline(access: datetime | None, refresh: datetime | None, now: datetime) -> datetime | None:
    if access and refresh:
        return max(access, refresh)
    if refresh:
        return refresh
    # A past access token alone proves nothing: the service may have renewed it.
    return access if access and access > now else None


def _state(
    error: str | None, deadline: datetime | None, now: datetime, thresholds: Thresholds
) -> State:
    if error:
        return State.NEEDS_ATTENTION
    if deadline is None:
        return State.UNKNOWN
    left = deadline - now
    if left <= timedelta(0):
        return State.EXPIRED
    if left <= thresholds.urgent:
        return State.URGENT
    return State.RENEW_SOON if left <= thresholds.renew_soon else State.HEALTHY
