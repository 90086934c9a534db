"""What is known of an account, for other programs."""

from datetime import UTC, datetime, timedelta
from math import floor

from ltx_desktop.domain.account import Mark
from ltx_desktop.domain.urgency import Judged

_SECOND = timedelta(seconds=1)


def account_fields(judged: Judged, now: datetime) -> dict[str, object]:
    """The documented keys; moments are ISO 8601 in UTC, what nobody knows is None.

    `lives` are seconds, the newest last.
    """
    account, expiry = judged.record.account, judged.expiry
    deadline = expiry.deadline
    return {
        "email": account.email,
        "state": expiry.state.value,
        "deadline": moment(deadline),
        "deadline_estimate": Mark.ESTIMATE in expiry.marks,
        "seconds_left": floor((deadline - now).total_seconds()) if deadline else None,
        "access_expiry": moment(expiry.access),
        "max_jobs": account.max_jobs,
        "balance": account.balance,
        "updated": moment(account.updated),
        "error": account.error,
        "marks": sorted(mark.value for mark in expiry.marks),
        "name": judged.record.label.name,
        "note": judged.record.label.note,
        "renewed_at": moment(judged.record.learned.renewed_at),
        "lives": [life // _SECOND for life in judged.record.learned.lives],
    }


def moment(instant: datetime | None) -> str | None:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if instant else None
