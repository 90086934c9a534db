"""An LTX Studio account, as the service tells of it and as this machine remembers it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import NamedTuple


@unique
class Mark(StrEnum):
    """Something about an account's dates that a person should know."""

    ESTIMATE = "estimate"
    ACCESS_AFTER_REFRESH = "access-after-refresh"
    REFRESH_BEFORE_UPDATED = "refresh-before-updated"
    TWINS_DISAGREE = "twins-disagree"
    UNREADABLE_TIME = "unreadable-time"


LEAST_LIFE = timedelta(days=14)
"""No session is expected to live shorter, whatever earlier ones did."""

CONTRADICTIONS = frozenset(Mark) - {Mark.ESTIMATE}
"""What is wrong with the dates that the service gave."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What this app's last successful submit for an account brought.

    `at` is this machine's time of it; `updated` and `refresh_expiry` are from the answer.
    `identity` and `session` are the fingerprints of the cookies lt_id and lt_refresh_token,
    `lengths` the characters of the three cookies, in the order of `COOKIE_NAMES`.
    """

    at: datetime
    updated: datetime | None = None
    refresh_expiry: datetime | None = None
    identity: str | None = None
    session: str | None = None
    lengths: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One answer of the service about one account; whatever it did not say is None.

    `access_expiry` ends the life of `lt_token`, `refresh_expiry` that of `lt_refresh_token`.
    `error` is the service's own text, present only when the account needs a new cookie.
    `balance` is in LTX Studio tokens and given only where one account was asked for.
    """

    email: str
    max_jobs: int | None = None
    updated: datetime | None = None
    access_expiry: datetime | None = None
    refresh_expiry: datetime | None = None
    error: str | None = None
    balance: float | None = None
    marks: frozenset[Mark] = field(default_factory=frozenset)


class Learned(NamedTuple):
    """What an account's history teaches (`domain.lifetimes.learned_from`).

    `lives` are how long its last sessions lived, the newest last. `renewed_at` is when its
    deadline last moved to that of a new session. `error_since` is since when the service reports
    an error that may end the session; `unconfirmed_at` is when cookies were sent of which nobody
    knows yet whether they arrived.
    """

    lives: tuple[timedelta, ...] = ()
    renewed_at: datetime | None = None
    error_since: datetime | None = None
    unconfirmed_at: datetime | None = None

    @property
    def life(self) -> timedelta | None:
        """How long a session of this account may be expected to live; None without a life."""
        return max(LEAST_LIFE, min(self.lives)) if self.lives else None


NOTHING_LEARNED = Learned()


class Label(NamedTuple):
    """What a person calls an account, and wrote down about it; "" where they did not."""

    name: str = ""
    note: str = ""


NO_LABEL = Label()


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """The newest answer about an account, when it was read, and what this machine remembers.

    `submission` is our own last submit for it.
    """

    account: Account
    seen: datetime
    submission: Submission | None = None
    label: Label = NO_LABEL
    learned: Learned = NOTHING_LEARNED

    @property
    def email(self) -> str:
        return self.account.email

    def read_again(self, account: Account, seen: datetime) -> "AccountRecord":
        """With a newer answer, and all that this machine remembers."""
        return AccountRecord(account, seen, self.submission, self.label, self.learned)


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many jobs an account runs and may still take (from the service's scheduler)."""

    email: str
    max_jobs: int | None = None
    executing: int | None = None
    available: int | None = None
