"""The one clock; everybody else is handed it."""

import sys
import time
from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)


def awake() -> float:
    """Seconds that the machine was awake: beside the clock, they show how long it slept.

    Python's monotonic clock stands still during a sleep, except on Windows (PEP 418).
    """
    if sys.platform == "win32":
        import ctypes  # for Windows only

        ticks = ctypes.c_ulonglong()
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        return ticks.value / 10_000_000
    return time.monotonic()
