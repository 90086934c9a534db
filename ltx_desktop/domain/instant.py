"""Moments in time as the service gives them: numbers, ISO 8601 text, both, or neither."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)

_SECONDS_BELOW = 1e11
"""Numbers below this are seconds, others milliseconds (api-contract 1.5)."""

_TWINS_AGREE_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class InstantReading:
    """A number and its text twin, read together; `instant` is aware and in UTC."""

    instant: datetime | None = None
    unreadable: bool = False
    twins_disagree: bool = False


def read_instant(number: object, text: object) -> InstantReading:
    """Read `tokenExpire` and `tokenExpireUTC`, say: the number wins where both can be read.

    Any JSON type is taken in either place; what cannot be a moment between `EARLIEST` and
    `LATEST` is ignored and the reading marked `unreadable`.
    """
    by_number, by_text = _any_instant(number), _any_instant(text)
    return InstantReading(
        instant=by_number or by_text,
        unreadable=(by_number is None and number is not None)
        or (by_text is None and text is not None),
        twins_disagree=by_number is not None
        and by_text is not None
        and abs(by_number - by_text) > _TWINS_AGREE_WITHIN,
    )


def instant_from_number(number: float) -> datetime | None:
    """Seconds or milliseconds since 1970 as an instant; None outside 2000 to 2200."""
    try:
        if not math.isfinite(number):
            return None
    except OverflowError:  # an int of hundreds of digits
        return None
    seconds = number if abs(number) < _SECONDS_BELOW else number / 1000
    if not EARLIEST.timestamp() <= seconds <= LATEST.timestamp():
        return None
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)


def _any_instant(value: object) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return instant_from_number(float(value))
    except OverflowError:
        return None
    except ValueError:
        return _instant_from_iso(str(value))


def _instant_from_iso(text: str) -> datetime | None:
    try:
        parsed = datetime.fromisoformat(text.strip())
        instant = (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return instant if EARLIEST <= instant <= LATEST else None
