"""The one clock; everybody else is handed it."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)
