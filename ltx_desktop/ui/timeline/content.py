"""What the timeline shows: the accounts as bars, and the pool."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import overload

from ltx_desktop.domain.expiry import Thresholds, life_began
from ltx_desktop.domain.pool import Pool
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.timeline.scale import TimeScale
from ltx_desktop.wording.plain import plain

_UPDATED = attrgetter("record.account.updated")
_DEADLINE = attrgetter("expiry.deadline")
_EMAIL = attrgetter("email")
_MEASURED = 1000
_DAY = timedelta(days=1)
_LEAST_AHEAD = 20 * _DAY
_MOST_AHEAD = 200 * _DAY


@dataclass(frozen=True, slots=True)
class Bar:
    """A life from the renewal that it began with to its end; `end` None where nobody knows it."""

    judged: Judged
    begin: datetime
    end: datetime | None

    @classmethod
    def of(cls, judged: Judged, now: datetime) -> "Bar":
        end = judged.expiry.deadline
        began = life_began(judged.record, judged.expiry) or judged.record.account.updated or now
        last = min(now, end) if end else now
        return cls(judged, min(began, last), end)


class Bars(Sequence[Bar]):
    """One for each account, made when it is drawn: few of many are in sight."""

    def __init__(self, judged: Sequence[Judged], now: datetime) -> None:
        self.judged = judged
        self._now = now

    def __len__(self) -> int:
        return len(self.judged)

    @overload
    def __getitem__(self, number: int) -> Bar: ...
    @overload
    def __getitem__(self, number: slice) -> list[Bar]: ...

    def __getitem__(self, number: int | slice) -> Bar | list[Bar]:
        if isinstance(number, slice):
            return [Bar.of(one, self._now) for one in self.judged[number]]
        return Bar.of(self.judged[number], self._now)


@dataclass(frozen=True, slots=True)
class Content:
    """`bars` are in the order of urgency, as they were `now`; `first` to `last` is all of them."""

    bars: Bars
    pool: Pool
    thresholds: Thresholds
    now: datetime
    first: datetime
    last: datetime
    longest: str
    """Of the most urgent accounts' emails."""

    @classmethod
    def of(
        cls, judged: Sequence[Judged], thresholds: Thresholds, pool: Pool, now: datetime
    ) -> "Content":
        begins = filter(None, map(_UPDATED, judged))
        ends = filter(None, map(_DEADLINE, judged))
        first, last = min(begins, default=now), max(ends, default=now)
        bars = Bars(judged, now)
        longest = plain(max(map(_EMAIL, judged[:_MEASURED]), key=len, default=""))
        return cls(bars, pool, thresholds, now, min(first, now), last, longest)

    def whole(self, left: float, width: float) -> TimeScale:
        """A scale with everything that lies ahead in sight, and a third as much of the past."""
        ahead = min(
            max(self.last - self.now, _LEAST_AHEAD, self.thresholds.renew_soon), _MOST_AHEAD
        )
        past = min(max(self.now - self.first, ahead * 0.05), ahead / 3)
        return TimeScale(self.now - past * 1.05, self.now + ahead * 1.12, left, width)
