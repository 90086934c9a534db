"""An LTX Studio account, as the service tells of it and as this machine remembers it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, unique


@unique
class Mark(StrEnum):
    """Something about an account's dates that a person should know."""

    ESTIMATE = "estimate"
    ACCESS_AFTER_REFRESH = "access-after-refresh"
    REFRESH_BEFORE_UPDATED = "refresh-before-updated"
    TWINS_DISAGREE = "twins-disagree"
    UNREADABLE_TIME = "unreadable-time"


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


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """The newest answer about an account, when it was read, and our own last submit for it."""

    account: Account
    seen: datetime
    submission: Submission | None = None

    @property
    def email(self) -> str:
        return self.account.email


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many jobs an account runs and may still take (from the service's scheduler)."""

    email: str
    max_jobs: int | None = None
    executing: int | None = None
    available: int | None = None
