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
    )


def from_row(row: tuple[object, ...]) -> AccountRecord:
    """The record of a row; marks that this version does not know are ignored."""
    email, max_jobs, updated, access, refresh, error, balance, marks, seen, *submitted = row
    at = instant_of(submitted[0])
    return AccountRecord(
        account=Account(
            email=str(email),
            max_jobs=max_jobs if isinstance(max_jobs, int) else None,
            updated=instant_of(updated),
            access_expiry=instant_of(access),
            refresh_expiry=instant_of(refresh),
            error=error if isinstance(error, str) else None,
            balance=balance if isinstance(balance, float) else None,
            marks=_marks_of(marks),
        ),
        seen=instant_of(seen) or _EPOCH,
        submission=Submission(
            at=at,
            updated=instant_of(submitted[1]),
            refresh_expiry=instant_of(submitted[2]),
            identity=_text(submitted[3]),
            session=_text(submitted[4]),
        )
        if at
        else None,
    )


def to_microseconds(instant: datetime) -> int:
    """Since 1970 in UTC; TypeError for a naive one."""
    return (instant - _EPOCH) // _MICROSECOND


def from_microseconds(number: int) -> datetime:
    return _EPOCH + number * _MICROSECOND


def microseconds_of(instant: datetime | None) -> int | None:
    return None if instant is None else to_microseconds(instant)


def _marks_of(cell: object) -> frozenset[Mark]:
    names = str(cell).split()
    return frozenset(_MARKS[name] for name in names if name in _MARKS) if names else _NONE


def _text(cell: object) -> str | None:
    return cell if isinstance(cell, str) else None


def instant_of(cell: object) -> datetime | None:
    return from_microseconds(cell) if isinstance(cell, int) else None


def storable_text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _storable_number(number: int | None) -> int | None:
    return number if number is None or abs(number) <= _LARGEST else None
