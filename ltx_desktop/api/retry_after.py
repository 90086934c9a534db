"""How long the service asks to wait (RFC 9110 10.2.3, api-contract 5.4)."""

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from ltx_desktop.api.payloads import read_retry_after
from ltx_desktop.api.transport import Answer
from ltx_desktop.domain.instant import read_instant

LONGEST_WAIT = timedelta(days=1)
"""What is asked for beyond that is cut to it."""

_INSTANT_FROM = 1e9
"""Numbers from here on are moments since 1970 and no spans in seconds."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def asked_wait(answer: Answer, now: Callable[[], datetime] = utc_now) -> timedelta | None:
    """The header, else `retryAfter` of the body; None where neither can be read."""
    wait = _read(answer.retry_after.strip(), now)
    return _read(read_retry_after(answer.body), now) if wait is None else wait


def _read(value: Any, now: Callable[[], datetime]) -> timedelta | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str) or value == "":
        return None
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return _until(str(value), now)
    if math.isnan(seconds):
        return None
    if seconds >= _INSTANT_FROM and (instant := read_instant(value, None).instant):
        return _bounded((instant - now()).total_seconds())
    return _bounded(seconds)


def _until(text: str, now: Callable[[], datetime]) -> timedelta | None:
    instant = read_instant(None, text).instant or http_date(text)
    return None if instant is None else _bounded((instant - now()).total_seconds())


def http_date(text: str) -> datetime | None:
    """The moment of a date in a header; None where it is none."""
    try:
        date = parsedate_to_datetime(text[:64])
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _bounded(seconds: float) -> timedelta | None:
    """None for a wait that is over, which says nothing."""
    return timedelta(seconds=min(seconds, LONGEST_WAIT.total_seconds())) if seconds > 0 else None
