"""What the timeline shows: the accounts as bars, and the pool."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ltx_desktop.domain.expiry import Thresholds
from ltx_desktop.domain.pool import Pool, pool_of
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.timeline.scale import TimeScale

_DAY = timedelta(days=1)
_LEAST_AHEAD = 20 * _DAY
_MOST_AHEAD = 200 * _DAY


@dataclass(frozen=True, slots=True)
class Bar:
    """A life from the last update to its end; `end` None where nobody knows it."""

    judged: Judged
    begin: datetime
    end: datetime | None

    @classmethod
    def of(cls, judged: Judged, now: datetime) -> "Bar":
        record, end = judged.record, judged.expiry.deadline
        began = record.account.updated or (record.submission.at if record.submission else None)
        last = min(now, end) if end else now
        return cls(judged, min(began, last) if began else last, end)


@dataclass(frozen=True, slots=True)
class Content:
    """`bars` are in the order of urgency, as they were `now`; `first` to `last` is all of them."""

    bars: tuple[Bar, ...]
    pool: Pool
    thresholds: Thresholds
    now: datetime
    first: datetime
    last: datetime

    @classmethod
    def of(cls, judged: Sequence[Judged], thresholds: Thresholds, now: datetime) -> "Content":
        bars = tuple(Bar.of(one, now) for one in judged)
        first = min((bar.begin for bar in bars), default=now)
        last = max((bar.end for bar in bars if bar.end), default=now)
        return cls(bars, pool_of(judged, now), thresholds, now, first, last)

    def whole(self, left: float, width: float) -> TimeScale:
        """A scale with everything that lies ahead in sight, and a third as much of the past."""
        ahead = min(
            max(self.last - self.now, _LEAST_AHEAD, self.thresholds.renew_soon), _MOST_AHEAD
        )
        past = min(max(self.now - self.first, ahead * 0.05), ahead / 3)
        return TimeScale(self.now - past * 1.05, self.now + ahead * 1.12, left, width)
