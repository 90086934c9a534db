"""Which account needs a person first, and which need one at all."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.expiry import Expiry, State, Thresholds, expiry_of

DUE_STATES = frozenset({State.NEEDS_ATTENTION, State.EXPIRED, State.URGENT, State.RENEW_SOON})
"""In these a renewal is the thing to do; nobody knows whether it is in `UNKNOWN`."""

DEAD_STATES = frozenset({State.NEEDS_ATTENTION, State.EXPIRED})
"""In these jobs on the account fail."""

_FAR = datetime.max.replace(tzinfo=UTC)
_DEADLINE = attrgetter("expiry.deadline")
_RANK = {state: rank for rank, state in enumerate(State)}


@dataclass(frozen=True, slots=True)
class Judged:
    """A record and the expiry rule's verdict on it."""

    record: AccountRecord
    expiry: Expiry

    @property
    def email(self) -> str:
        return self.record.account.email


def judge(records: Iterable[AccountRecord], now: datetime, thresholds: Thresholds) -> list[Judged]:
    """The rule's verdicts at `now`, most urgent first."""
    judged = [Judged(record, expiry_of(record, now, thresholds)) for record in records]
    return sorted(judged, key=urgency)


def urgency(judged: Judged) -> tuple[int, datetime, str]:
    """Sorts the account first that needs a person first."""
    expiry = judged.expiry
    return _RANK[expiry.state], expiry.deadline or _FAR, judged.email


def ending_by(judged: Sequence[Judged], moment: datetime) -> Sequence[Judged]:
    """Without the healthy accounts that end after a moment; `judged` are most urgent first."""
    last = _RANK[State.HEALTHY], moment
    return judged[: bisect_right(judged, last, key=lambda one: urgency(one)[:2])]


def due(judged: Iterable[Judged]) -> list[Judged]:
    """The accounts that want renewing, in the order given."""
    return [one for one in judged if one.expiry.state in DUE_STATES]


def worsened(before: Iterable[Judged], after: Iterable[Judged]) -> list[Judged]:
    """The accounts of `after`, in its order, whose state was less pressing before."""
    ranks = {one.email: _RANK[one.expiry.state] for one in before}
    return [one for one in after if _RANK[one.expiry.state] < ranks.get(one.email, 0)]


def ends_within(expiry: Expiry, now: datetime, within: timedelta) -> bool:
    """Whether a person has to act within a span from `now`; dead accounts have to be acted on."""
    if expiry.state in DEAD_STATES:
        return True
    return expiry.deadline is not None and expiry.deadline - now <= within


def next_state_change(
    judged: Iterable[Judged], now: datetime, thresholds: Thresholds
) -> datetime | None:
    """The next moment after `now` at which time alone changes an account's state."""
    deadlines = deadlines_of(judged)
    moments = [
        deadlines[after] - before
        for before in (thresholds.renew_soon, thresholds.urgent, timedelta(0))
        if (after := bisect_right(deadlines, now + before)) < len(deadlines)
    ]
    return min(moments, default=None)


def deadlines_of(judged: Iterable[Judged]) -> list[datetime]:
    """Those that are known, the next first."""
    return sorted(filter(None, map(_DEADLINE, judged)))
