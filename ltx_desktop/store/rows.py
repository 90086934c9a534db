"""Account records as rows of the database, and back."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from ltx_desktop.domain.account import (
    NO_LABEL,
    NOTHING_LEARNED,
    Account,
    AccountRecord,
    Label,
    Learned,
    Mark,
    Submission,
)

Cell = str | int | float | None
Row = tuple[Cell, ...]

COLUMNS = (
    "email",
    "max_jobs",
    "updated",
    "access_expiry",
    "refresh_expiry",
    "error",
    "balance",
    "marks",
    "seen",
    "submitted_at",
    "submitted_updated",
    "submitted_refresh_expiry",
    "submitted_identity",
    "submitted_session",
    "submitted_lengths",
    "lives",
    "renewed_at",
    "error_since",
    "unconfirmed_at",
)
LEARNED_COLUMNS = COLUMNS[-4:]
"""The history writes these, together with its entries; a new account brings its own."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1)
_LARGEST = 2**63 - 1
_NONE: frozenset[Mark] = frozenset()
_MARKS = {mark.value: mark for mark in Mark}


def to_row(record: AccountRecord) -> Row:
    """A row in the order of `COLUMNS`; what no database can hold is left out or replaced."""
    account, submission = record.account, record.submission
    return (
        storable_text(account.email),
        _storable_number(account.max_jobs),
        microseconds_of(account.updated),
        microseconds_of(account.access_expiry),
        microseconds_of(account.refresh_expiry),
        None if account.error is None else storable_text(account.error),
        account.balance,
        " ".join(sorted(account.marks)) if account.marks else "",
        to_microseconds(record.seen),
        microseconds_of(submission.at if submission else None),
        microseconds_of(submission.updated if submission else None),
        microseconds_of(submission.refresh_expiry if submission else None),
        submission.identity if submission else None,
        submission.session if submission else None,
        " ".join(map(str, submission.lengths)) if submission and submission.lengths else None,
        *learned_cells(record.learned),
    )


def learned_cells(learned: Learned) -> tuple[Cell, ...]:
    """In the order of `LEARNED_COLUMNS`."""
    if learned is NOTHING_LEARNED:
        return (None, None, None, None)
    return (
        " ".join(str(life // _SECOND) for life in learned.lives) or None,
        microseconds_of(learned.renewed_at),
        microseconds_of(learned.error_since),
        microseconds_of(learned.unconfirmed_at),
    )


def from_row(row: tuple[Any, ...], label: Label = NO_LABEL) -> AccountRecord:
    """The record of a row; marks that this version does not know are ignored."""
    # fmt: off
    (email, max_jobs, updated, access, refresh, error, balance, marks, seen,
     at, answered, promised, identity, session, lengths,
     lives, renewed_at, error_since, unconfirmed_at) = row
    # fmt: on
    return AccountRecord(
        Account(
            email,
            max_jobs,
            instant_of(updated),
            instant_of(access),
            instant_of(refresh),
            error,
            balance,
            _marks_of(marks) if marks else _NONE,
        ),
        _seen_at(seen),
        None if at is None else _submission(at, answered, promised, identity, session, lengths),
        label,
        _learned(lives, renewed_at, error_since, unconfirmed_at),
    )


def _learned(
    lives: str, renewed_at: int | None, error_since: int | None, unconfirmed_at: int | None
) -> Learned:
    if not lives and renewed_at is error_since is unconfirmed_at is None:
        return _NOTHING_LEARNED
    return Learned(
        _spans(lives) if lives else (),
        instant_of(renewed_at),
        instant_of(error_since),
        instant_of(unconfirmed_at),
    )


def _submission(
    at: int,
    updated: int | None,
    refresh_expiry: int | None,
    identity: str | None,
    session: str | None,
    lengths: str | None,
) -> Submission:
    return Submission(
        from_microseconds(at),
        instant_of(updated),
        instant_of(refresh_expiry),
        identity,
        session,
        tuple(map(int, lengths.split())) if lengths else None,
    )


def _spans(lives: str) -> tuple[timedelta, ...]:
    return tuple(int(one) * _SECOND for one in lives.split() if one.isascii() and one.isdecimal())


def to_microseconds(instant: datetime) -> int:
    """Since 1970 in UTC; TypeError for a naive one."""
    return (instant - _EPOCH) // _MICROSECOND


def from_microseconds(number: int) -> datetime:
    return _EPOCH + number * _MICROSECOND


def microseconds_of(instant: datetime | None) -> int | None:
    return None if instant is None else to_microseconds(instant)


_NOTHING_LEARNED = Learned()

_seen_at = lru_cache(maxsize=1)(from_microseconds)
"""A list is read at one moment, and most records are of the same list."""


def _marks_of(cell: str) -> frozenset[Mark]:
    return frozenset(_MARKS[name] for name in cell.split() if name in _MARKS)


def instant_of(cell: int | None) -> datetime | None:
    return None if cell is None else _EPOCH + cell * _MICROSECOND


def storable_text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _storable_number(number: int | None) -> int | None:
    return number if number is None or abs(number) <= _LARGEST else None
