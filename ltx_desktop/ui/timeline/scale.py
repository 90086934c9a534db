"""From moments to places on the axis and back, and where its marks stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ltx_desktop.services.local_time import from_local, to_local
from ltx_desktop.wording.dates import day, month_of_year, time_of_day

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_SHORTEST, _LONGEST = timedelta(hours=2), timedelta(days=3 * 365)
_LEAST_APART = 58
"""Pixels between two marks of the axis."""

_HOURS = (1, 3, 6, 12)
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    """`begin` stands at the pixel `left`, `end` at `left + width`."""

    begin: datetime
    end: datetime
    left: float
    width: float

    def x(self, moment: datetime) -> float:
        return self.left + (moment - self.begin) / (self.end - self.begin) * self.width

    def moment(self, x: float) -> datetime:
        return self.begin + (self.end - self.begin) * ((x - self.left) / self.width)

    def zoomed(self, factor: float, x: float) -> "TimeScale":
        """`factor` times as much in sight, with the moment at `x` where it is."""
        fixed = self.moment(x)
        span = self.end - self.begin
        factor = min(max(factor, _SHORTEST / span), _LONGEST / span)
        return replace(
            self,
            begin=fixed + (self.begin - fixed) * factor,
            end=fixed + (self.end - fixed) * factor,
        )

    def moved(self, pixels: float) -> "TimeScale":
        """As if the picture were pulled to the right by so much."""
        by = (self.end - self.begin) * (pixels / self.width)
        return replace(self, begin=self.begin - by, end=self.end - by)

    def ticks(self) -> list[Tick]:
        """Round hours, days or months of the clock on the wall, with room for their labels."""
        least = (self.end - self.begin) * (_LEAST_APART / self.width)
        begin, end = to_local(self.begin), to_local(self.end)
        for hours in _HOURS:
            if hours * _HOUR >= least:
                return self._ticks(_every_hours(begin, end, hours), _hour)
        for days in _DAYS:
            if days * _DAY >= least:
                return self._ticks(_every_days(begin, end, days), day)
        months = next((one for one in _MONTHS if one * 30 * _DAY >= least), _MONTHS[-1])
        return self._ticks(_every_months(begin, end, months), month_of_year)

    def _ticks(self, moments: Iterator[datetime], label: Callable[[datetime], str]) -> list[Tick]:
        return [
            Tick(self.x(moment), label(at))
            for at in moments
            if self.begin <= (moment := from_local(at)) <= self.end
        ]


def _every_hours(begin: datetime, end: datetime, hours: int) -> Iterator[datetime]:
    at = _midnight(begin)
    while at <= end:
        yield at
        at += hours * _HOUR


def _every_days(begin: datetime, end: datetime, days: int) -> Iterator[datetime]:
    at = _midnight(begin)
    # Weeks begin on Mondays wherever the axis begins.
    at -= (at.toordinal() - 1) % days * _DAY
    while at <= end:
        yield at
        at += days * _DAY


def _every_months(begin: datetime, end: datetime, months: int) -> Iterator[datetime]:
    begin = _midnight(begin.replace(day=1))
    number = (begin.year * 12 + begin.month - 1) // months * months
    while True:
        at = begin.replace(
            year=number // 12,
            month=number % 12 + 1,
            day=1,
            hour=0,
            minute=0,
            second=0,
            microsecond=0,
        )
        if at > end:
            return
        yield at
        number += months


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _hour(at: datetime) -> str:
    return time_of_day(at) if at.hour else day(at)
