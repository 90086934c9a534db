"""The answer to "am I fine?": the accounts counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.expiry import State, Thresholds, expiry_of

_DEAD = frozenset({State.EXPIRED, State.NEEDS_ATTENTION})


@dataclass(frozen=True, slots=True)
class Summary:
    """`usable_jobs` of `all_jobs` belong to accounts that still work; jobs nobody told count 0."""

    accounts: int
    states: Counter[State]
    next_email: str | None
    next_deadline: datetime | None
    usable_jobs: int
    all_jobs: int


def summarise(records: Iterable[AccountRecord], now: datetime, thresholds: Thresholds) -> Summary:
    """Count states and jobs, and find the next deadline that still lies ahead."""
    states: Counter[State] = Counter()
    ahead: list[tuple[datetime, str]] = []
    usable_jobs = all_jobs = 0
    for record in records:
        expiry = expiry_of(record, now, thresholds)
        states[expiry.state] += 1
        jobs = record.account.max_jobs or 0
        all_jobs += jobs
        if expiry.state in _DEAD:
            continue
        usable_jobs += jobs
        if expiry.deadline:
            ahead.append((expiry.deadline, record.email))
    deadline, email = min(ahead, default=(None, None))
    return Summary(states.total(), states, email, deadline, usable_jobs, all_jobs)
