"""Account records as rows of the database, and back."""

from datetime import UTC, datetime, timedelta

from ltx_desktop.domain.account import Account, AccountRecord, Mark, Submission

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
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
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
    )


def from_row(row: tuple[object, ...]) -> AccountRecord:
    """The record of a row; marks that this version does not know are ignored."""
    email, max_jobs, updated, access, refresh, error, balance, marks, seen, *submitted = row
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
        _submission(*submitted),
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
