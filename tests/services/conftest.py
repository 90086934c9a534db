"""The tests of the services share a fixture for the time zone of the system."""

import os
import time
from collections.abc import Callable, Iterator

import pytest
from harness.platforms import skip_on_windows


@pytest.fixture
def set_zone() -> Iterator[Callable[[str], None]]:
    """Puts the system into a zone, by its POSIX name, until the test ends."""
    skip_on_windows("there, a process keeps the zone that it began with")

    def set_zone(name: str) -> None:
        os.environ["TZ"] = name
        time.tzset()

    yield set_zone
    set_zone("UTC")
