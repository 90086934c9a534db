"""Journeys with real browsers: a person at a screen of their own, and the command beside them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.log_in_computer import Computer, computer_with
from harness.person import Person, person_at_screen
from harness.platforms import skip_unless_linux

from ltx_desktop.browsers.known import Family


@pytest.fixture(scope="session")
def person() -> Iterator[Person]:
    skip_unless_linux("the screen is Xvfb's")
    with person_at_screen() as person:
        yield person


@pytest.fixture(params=[*Family])
def computer(request: pytest.FixtureRequest, tmp_path: Path, person: Person) -> Iterator[Computer]:
    with computer_with(request.param, tmp_path, person) as computer:
        yield computer
