"""Account records as rows of the database, and back."""

from datetime import UTC, datetime, timedelta

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
"""Written with the entries of the history alone, but for accounts that are new."""

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


def from_row(row: tuple[object, ...], label: Label = NO_LABEL) -> AccountRecord:
    """The record of a row; marks that this version does not know are ignored."""
    email, max_jobs, updated, access, refresh, error, balance, marks, seen, *kept = row
    return AccountRecord(
        Account(
            str(email),
            max_jobs if isinstance(max_jobs, int) else None,
            instant_of(updated),
            instant_of(access),
            instant_of(refresh),
            _text(error),
            balance if isinstance(balance, float) else None,
            _marks_of(marks) if marks else _NONE,
        ),
        instant_of(seen) or _EPOCH,
        _submission(*kept[:6]),
        label,
        _learned(*kept[6:]),
    )


def _submission(
    at: object,
    updated: object,
    refresh_expiry: object,
    identity: object,
    session: object,
    lengths: object,
) -> Submission | None:
    moment = instant_of(at)
    if moment is None:
        return None
    return Submission(
        moment,
        instant_of(updated),
        instant_of(refresh_expiry),
        _text(identity),
        _text(session),
        tuple(map(int, lengths.split())) if isinstance(lengths, str) else None,
    )


def _learned(lives: object, renewed_at: object, error: object, unconfirmed: object) -> Learned:
    if lives is renewed_at is error is unconfirmed is None:
        return NOTHING_LEARNED
    spans = str(lives or "").split()
    return Learned(
        tuple(int(one) * _SECOND for one in spans if one.isascii() and one.isdecimal()),
        instant_of(renewed_at),
        instant_of(error),
        instant_of(unconfirmed),
    )


def to_microseconds(instant: datetime) -> int:
    """Since 1970 in UTC; TypeError for a naive one."""
    return (instant - _EPOCH) // _MICROSECOND


def from_microseconds(number: int) -> datetime:
    return _EPOCH + number * _MICROSECOND


def microseconds_of(instant: datetime | None) -> int | None:
    return None if instant is None else to_microseconds(instant)


def _marks_of(cell: object) -> frozenset[Mark]:
    return frozenset(_MARKS[name] for name in str(cell).split() if name in _MARKS)


def _text(cell: object) -> str | None:
    return cell if isinstance(cell, str) else None


def instant_of(cell: object) -> datetime | None:
    return _EPOCH + cell * _MICROSECOND if isinstance(cell, int) else None


def storable_text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _storable_number(number: int | None) -> int | None:
    return number if number is None or abs(number) <= _LARGEST else None
