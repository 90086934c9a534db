"""Moments in time as the service gives them: numbers, ISO 8601 text, both, or neither."""

import math
import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = EARLIEST.timestamp(), LATEST.timestamp()
_MILLISECOND = timedelta(milliseconds=1)
_MILLISECONDS_FROM, _MILLISECONDS_TO = 1000 * _FIRST, 1000 * _LAST
_ISO_BEGINS = re.compile(r"\d{4}-\d\d").match

_SECONDS_BELOW = 1e11
"""Numbers below this are seconds, others milliseconds (api-contract 1.5)."""

_TWINS_AGREE_WITHIN = timedelta(minutes=1)


class InstantReading(NamedTuple):
    """A number and its text twin, read together; `instant` is aware and in UTC."""

    instant: datetime | None = None
    unreadable: bool = False
    twins_disagree: bool = False


def read_instant(number: object, text: object) -> InstantReading:
    """Read `tokenExpire` and `tokenExpireUTC`, say: the number wins where both can be read.

    Any JSON type is taken in either place; what cannot be a moment between `EARLIEST` and
    `LATEST` is ignored and the reading marked `unreadable`.
    """
    if instant := agreed_instant(number, text):
        return InstantReading(instant)
    by_number, by_text = _any_instant(number), _any_instant(text)
    return InstantReading(
        instant=by_number or by_text,
        unreadable=(by_number is None and number is not None)
        or (by_text is None and text is not None),
        twins_disagree=by_number is not None
        and by_text is not None
        and by_number != by_text
        and abs(by_number - by_text) > _TWINS_AGREE_WITHIN,
    )


def agreed_instant(number: object, text: object) -> datetime | None:
    """The instant of milliseconds and a text that say the same, as the service has it; else None.

    What `read_instant` would find, and quickly: a list may have thousands.
    """
    if type(number) is int and type(text) is str and _MILLISECONDS_FROM < number < _MILLISECONDS_TO:
        instant = _EPOCH + number * _MILLISECOND
        try:
            if datetime.fromisoformat(text) == instant:
                return instant
        except (ValueError, TypeError):
            pass
    return None


def instant_from_number(number: float) -> datetime | None:
    """Seconds or milliseconds since 1970 as an instant; None outside 2000 to 2200."""
    try:
        if not math.isfinite(number):
            return None
    except OverflowError:  # an int of hundreds of digits
        return None
    seconds = number if abs(number) < _SECONDS_BELOW else number / 1000
    return _EPOCH + timedelta(seconds=seconds) if _FIRST <= seconds <= _LAST else None


def _any_instant(value: object) -> datetime | None:
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, str) and _ISO_BEGINS(value):
        return _instant_from_iso(value)
    if not isinstance(value, int | float | str):
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
        if parsed.tzinfo is not UTC:
            parsed = (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return parsed if EARLIEST <= parsed <= LATEST else None
