"""The hours of a day in which nobody wants to be reminded, by the clock on the wall."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

_WRITTEN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begin` up to, not including, `end`; over midnight where `end` is the earlier one."""

    begin: time
    end: time

    @classmethod
    def parse(cls, text: str) -> "QuietHours":
        """`22:00-07:30`; raises ValueError, also for two equal times."""
        found = _WRITTEN.fullmatch(text.replace(" ", ""))
        if found is None:
            raise ValueError("no span of hours")
        hour, minute, end_hour, end_minute = map(int, found.groups())
        begin, end = time(hour, minute), time(end_hour, end_minute)
        if begin == end:
            raise ValueError("no hours, or all of them")
        return cls(begin, end)

    def __str__(self) -> str:
        return f"{self.begin:%H:%M}-{self.end:%H:%M}"

    def end_after(self, local: datetime) -> datetime | None:
        """When the quiet that `local` (naive, wall clock) falls into ends; None outside of it."""
        moment = local.time()
        if self.begin < self.end:
            quiet = self.begin <= moment < self.end
        else:
            quiet = moment >= self.begin or moment < self.end
        if not quiet:
            return None
        day = local.date() if moment < self.end else local.date() + _DAY
        return datetime.combine(day, self.end)
