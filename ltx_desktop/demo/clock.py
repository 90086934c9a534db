"""Seconds since 1970 inside, milliseconds and ISO 8601 text on the wire."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], float]

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
ACCESS_LIFE = 24 * HOUR
REFRESH_LIFE = 90 * DAY


def milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def iso(seconds: float) -> str:
    """`YYYY-MM-DDTHH:MM:SS.sssZ`, as the service writes its `…UTC` fields."""
    whole, thousandths = divmod(milliseconds(seconds), 1000)
    return f"{datetime.fromtimestamp(whole, UTC):%Y-%m-%dT%H:%M:%S}.{thousandths:03}Z"
