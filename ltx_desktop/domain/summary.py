"""The answer to "am I fine?": the accounts counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.urgency import DEAD_STATES, Judged

_STATE = attrgetter("expiry.state")
_MAX_JOBS = attrgetter("record.account.max_jobs")


@dataclass(frozen=True, slots=True)
class Summary:
    """`usable_jobs` of `all_jobs` belong to accounts that still work; jobs nobody told count 0."""

    accounts: int
    states: Counter[State]
    next_email: str | None
    next_deadline: datetime | None
    usable_jobs: int
    all_jobs: int


def summarise(judged: Sequence[Judged]) -> Summary:
    """Count states and jobs, and find the next deadline ahead; `judged` are most urgent first."""
    states = Counter(map(_STATE, judged))
    alive = judged[sum(states[state] for state in DEAD_STATES) :]
    first = next((one for one in alive if one.expiry.deadline), None)
    return Summary(
        accounts=len(judged),
        states=states,
        next_email=first.email if first else None,
        next_deadline=first.expiry.deadline if first else None,
        usable_jobs=sum(filter(None, map(_MAX_JOBS, alive))),
        all_jobs=sum(filter(None, map(_MAX_JOBS, judged))),
    )
