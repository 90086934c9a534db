"""Spans of time in words: the two largest units, seconds only under an hour, never negative."""

import math
from datetime import datetime, timedelta

from ltx_desktop.wording.translation import _

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def duration(span: timedelta) -> str:
    """`89 d 4 h`, `4 h 12 min`, `49 min 10 s`, `10 s`; a unit that is zero is left out."""
    seconds = max(0, math.ceil(span.total_seconds()))
    if seconds >= _DAY:
        return _two(_days(seconds // _DAY), _hours(seconds % _DAY // _HOUR))
    if seconds >= _HOUR:
        return _two(_hours(seconds // _HOUR), _minutes(seconds % _HOUR // _MINUTE))
    if seconds >= _MINUTE:
        return _two(_minutes(seconds // _MINUTE), _seconds(seconds % _MINUTE))
    return _seconds(seconds) or _("0 s")


def rough_duration(span: timedelta) -> str:
    """The same without seconds: it changes once a minute."""
    minutes = max(1, math.floor(span.total_seconds() / _MINUTE))
    return duration(timedelta(minutes=minutes))


def countdown(deadline: datetime, now: datetime) -> str:
    """`2 d 4 h` while the deadline lies ahead, `expired 2 d ago` after it: one unit is enough."""
    if deadline > now:
        return duration(deadline - now)
    seconds = math.floor((now - deadline).total_seconds())
    if not seconds:
        return _("expired just now")
    unit = next(one for one in (_DAY, _HOUR, _MINUTE, 1) if seconds >= one)
    passed = timedelta(seconds=seconds - seconds % unit)
    return _("expired {duration} ago").format(duration=duration(passed))


def age(then: datetime, now: datetime) -> str:
    """How long ago, without seconds: `just now`, `3 min ago`; a clock set back is `just now`."""
    minutes = timedelta(minutes=math.floor((now - then).total_seconds() / _MINUTE))
    if minutes <= timedelta(0):
        return _("just now")
    return _("{duration} ago").format(duration=duration(minutes))


def _two(larger: str, smaller: str) -> str:
    return f"{larger} {smaller}" if smaller else larger


def _days(count: int) -> str:
    return _("{count} d").format(count=count)


def _hours(count: int) -> str:
    return _("{count} h").format(count=count) if count else ""


def _minutes(count: int) -> str:
    return _("{count} min").format(count=count) if count else ""


def _seconds(count: int) -> str:
    return _("{count} s").format(count=count) if count else ""
