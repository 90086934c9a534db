"""The clock on the wall: the zone that the system is in at the moment."""

import time
from datetime import UTC, datetime


def to_local(instant: datetime) -> datetime:
    """Naive, as the clock on the wall shows it."""
    if hasattr(time, "tzset"):
        # The zone may have changed since the last look.
        time.tzset()
    return instant.astimezone().replace(tzinfo=None)


def from_local(local: datetime) -> datetime:
    """In UTC; of an hour that a clock shows twice, the first."""
    return local.astimezone(UTC)
