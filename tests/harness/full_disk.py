"""A disk on which no file can grow, for this process."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from harness.platforms import skip_on_windows


@contextmanager
def full_disk() -> Iterator[None]:
    """The system's own limit stands in: it refuses in the same calls as a disk that is full."""
    if sys.platform == "win32":
        skip_on_windows("it has no such limit")
    else:
        import resource  # Windows has none

        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
