"""How many jobs an account may run at once, as the service takes it."""

from typing import TypeGuard

MIN_MAX_JOBS = 1
MAX_MAX_JOBS = 100
DEFAULT_MAX_JOBS = 20

SLOWER_PAST = 10
"""LTX Studio slows down noticeably past about this many (the service's POST page)."""


def is_max_jobs(value: object) -> TypeGuard[int]:
    return (
        isinstance(value, int)
        and not isinstance(value, bool)
        and MIN_MAX_JOBS <= value <= MAX_MAX_JOBS
    )
