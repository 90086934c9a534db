"""Fixtures that the tests of the services share."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness.log_in_machine import Machine, log_in_machine
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


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    with log_in_machine(tmp_path) as machine:
        yield machine
