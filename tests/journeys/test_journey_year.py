"""A year in which sessions live shorter and shorter, and nobody is surprised."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from harness.machine import Machine, Turned, machine

from ltx_desktop.demo.server import DemoServer
from ltx_desktop.services.outcomes import Submitted

EMAIL = "maya@northlight.example"
DAY = timedelta(days=1)
STEP = timedelta(hours=12)
LIVES = (90, 60, 60, 30, 30, 30, 30)
"""Days; they make a year with the days on which somebody renews."""

SPANS = (14, 7, 3, 1, 0)
"""Days before the end at which a person is reminded."""


@pytest.fixture
def clock() -> Turned:
    return Turned()


@pytest.fixture
def service(clock: Turned) -> Iterator[DemoServer]:
    with DemoServer(clock=clock.timestamp, accounts=[]) as server:
        yield server


class Life:
    """One session: when it began and ended, and when a person heard of it."""

    def __init__(self, began: datetime, days: int) -> None:
        self.ends = began + days * DAY
        self.reminded: list[datetime] = []
        self.early: list[datetime] = []

    def told(self) -> list[float]:
        """How many days before the end each reminder came."""
        return [(self.ends - at) / DAY for at in self.reminded]


async def live(here: Machine, service: DemoServer, number: int, *, tells: bool) -> Life:
    """Renew, let the session live to its end and lie dead for two days."""
    assert isinstance(await here.renew(EMAIL, f"log-in {number}"), Submitted)
    account = service.accounts[EMAIL]
    life = Life(here.clock(), LIVES[number])
    account.refresh_expire = life.ends.timestamp()
    account.tells_refresh = tells
    while here.clock() < life.ends + 2 * DAY:
        here.clock.run(STEP)
        if here.clock() >= life.ends:
            account.error = "Session refresh failed: refresh token rejected"
        if (await here.refresh()).died_early:
            life.early.append(here.clock())
        life.reminded += [here.clock()] * len(here.remind())
    return life


async def test_where_the_service_tells_the_end_each_threshold_is_reminded_of_once(
    tmp_path: Path, service: DemoServer, clock: Turned
) -> None:
    async with machine(tmp_path, service, clock) as here:
        lives = [await live(here, service, number, tells=True) for number in range(len(LIVES))]
        assert clock() - lives[0].ends > timedelta(days=250)
        for life in lives:
            assert life.told() == [*SPANS]
            assert life.early == []
        assert [one.days for one in here.record(EMAIL).learned.lives] == [*LIVES[-3:]]


async def test_where_it_does_not_the_end_is_learned_from_earlier_sessions(
    tmp_path: Path, service: DemoServer, clock: Turned
) -> None:
    service.faults.add("june")
    async with machine(tmp_path, service, clock) as here:
        lives = [await live(here, service, number, tells=False) for number in range(len(LIVES))]
        learned = here.record(EMAIL).learned
        assert [one.days for one in learned.lives] == [*LIVES[-3:]]
    for number, life in enumerate(lives):
        is_shorter = number > 0 and LIVES[number] < LIVES[number - 1]
        # Nobody can foresee the first that is shorter; it is reported, and once.
        assert life.told() == ([0] if is_shorter else [*SPANS])
        assert len(life.early) == is_shorter
