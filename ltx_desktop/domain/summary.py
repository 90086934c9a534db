"""The answer to "am I fine?": the accounts counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.urgency import DEAD_STATES, Judged


@dataclass(frozen=True, slots=True)
class Summary:
    """`usable_jobs` of `all_jobs` belong to accounts that still work; jobs nobody told count 0."""

    accounts: int
    states: Counter[State]
    next_email: str | None
    next_deadline: datetime | None
    usable_jobs: int
    all_jobs: int


def summarise(accounts: Iterable[Judged]) -> Summary:
    """Count states and jobs, and find the next deadline that still lies ahead."""
    states: Counter[State] = Counter()
    ahead: list[tuple[datetime, str]] = []
    usable_jobs = all_jobs = 0
    for judged in accounts:
        states[judged.expiry.state] += 1
        all_jobs += judged.record.account.max_jobs or 0
        usable_jobs += judged.usable_jobs
        if judged.expiry.deadline and judged.expiry.state not in DEAD_STATES:
            ahead.append((judged.expiry.deadline, judged.email))
    deadline, email = min(ahead, default=(None, None))
    return Summary(states.total(), states, email, deadline, usable_jobs, all_jobs)
