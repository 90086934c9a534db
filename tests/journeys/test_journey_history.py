"""Every kind of entry, produced by what happens between the app and the demo service."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from harness.machine import Machine, Turned, machine
from harness.paths import paths_in

from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.history import Kind
from ltx_desktop.services.labels import LabelAccount
from ltx_desktop.services.outcomes import NotConfirmed, Submitted
from ltx_desktop.store.database import open_database

EMAIL = "maya@northlight.example"
NEW = "new@northlight.example"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def clock() -> Turned:
    return Turned()


@pytest.fixture
def service(clock: Turned) -> Iterator[DemoServer]:
    with DemoServer(clock=clock.timestamp, accounts=[held(clock)]) as server:
        yield server


def held(clock: Turned) -> DemoAccount:
    now = clock.timestamp()
    return DemoAccount(EMAIL, now - 80 * 86400, now + 3600, now + 10 * 86400)


class OtherComputer:
    """It speaks with the same service."""

    def __init__(self, service: DemoServer, folder: Path, clock: Turned) -> None:
        self._service, self._folder, self._clock = service, folder, clock

    async def renew(self, email: str, login: str) -> None:
        async with machine(self._folder, self._service, self._clock) as other:
            await other.refresh()
            assert isinstance(await other.renew(email, login), Submitted)


async def be_submitted(here: Machine, service: DemoServer) -> None:
    """Added, renewed, sent once more, refused, not sent, lost and found, lost and not found."""
    await here.renew(NEW, "added")
    await here.renew(EMAIL, "first")
    here.clock.run(HOUR)
    service.faults.add("POST:old-session*1")
    await here.renew(EMAIL, "old")
    service.faults.add("POST:402*1")
    await here.renew(EMAIL, "refused")
    service.faults.add("POST:lost-answer*1")
    here.clock.run(HOUR)
    assert isinstance(await here.renew(EMAIL, "lost, and read back at once"), Submitted)
    for fault, login in (("lost-answer", "arrived"), ("reset", "not arrived")):
        here.clock.run(HOUR)
        service.faults.replace([])
        service.faults.add(f"POST:{fault}*1")
        service.faults.add("GET:500")
        assert isinstance(await here.renew(EMAIL, login), NotConfirmed)
        service.faults.replace([])
        here.clock.run(HOUR)
        await here.refresh()


async def be_changed(here: Machine, service: DemoServer, other: OtherComputer) -> None:
    """By others: renewed elsewhere, jobs, an error, gone and back, ended."""
    here.clock.run(2 * DAY)
    await other.renew(EMAIL, "elsewhere")
    account = service.accounts[EMAIL]
    account.max_jobs, account.error = 7, "SYNTHETIC error"
    await here.refresh()
    account.error = None
    await here.refresh()
    account.error = "SYNTHETIC error"
    await here.refresh()
    here.clock.run(DAY)
    (died,) = (await here.refresh()).died_early
    assert died.email == EMAIL
    del service.accounts[EMAIL]
    await here.refresh()
    service.accounts[EMAIL] = account
    await here.refresh()
    here.clock.run(100 * DAY)
    await here.refresh()


async def test_each_kind_is_written_down_once(
    tmp_path: Path, service: DemoServer, clock: Turned
) -> None:
    other = OtherComputer(service, tmp_path / "other", clock)
    async with machine(tmp_path / "here", service, clock) as here:
        await here.refresh()
        service.faults.replace([])
        await be_submitted(here, service)
        LabelAccount(here.profile.store, clock)(EMAIL, "Client A", "")
        await be_changed(here, service, other)
        await here.services.remove(NEW)
        service.stop()
        here.clock.run(HOUR)
        await here.renew(EMAIL, "offline")
        assert {one.kind for one in here.history()} == {*Kind}
        written = here.kinds(EMAIL)
    assert written == [
        *(Kind.SUBMITTED, Kind.ACCEPTED, Kind.MOVED),
        *(Kind.SUBMITTED, Kind.NOT_MOVED),
        *(Kind.SUBMITTED, Kind.REFUSED),
        *(Kind.SUBMITTED, Kind.ACCEPTED, Kind.MOVED),
        *(Kind.SUBMITTED, Kind.NOT_CONFIRMED, Kind.ARRIVED, Kind.MOVED),
        *(Kind.SUBMITTED, Kind.NOT_CONFIRMED, Kind.NOT_ARRIVED),
        *(Kind.NAMED, Kind.MOVED_ELSEWHERE, Kind.ERROR_CAME, Kind.MAX_JOBS),
        *(Kind.ERROR_WENT, Kind.ERROR_CAME, Kind.DIED),
        *(Kind.VANISHED, Kind.CAME_BACK, Kind.EXPIRED),
        *(Kind.SUBMITTED, Kind.NOT_SENT),
    ]


async def test_two_computers_with_one_file_write_it_down_once(
    tmp_path: Path, service: DemoServer, clock: Turned
) -> None:
    """A window and a command, say."""
    async with machine(tmp_path, service, clock) as window:
        await window.refresh()
        async with machine(tmp_path, service, clock) as command:
            await command.renew(EMAIL, "by the command")
            service.accounts[EMAIL].max_jobs = 3
            clock.run(HOUR)
            await command.refresh()
            await window.refresh()
            LabelAccount(command.profile.store, clock)(EMAIL, "Client A", "")
            await window.refresh()
        assert window.kinds(EMAIL) == [
            *(Kind.SUBMITTED, Kind.ACCEPTED, Kind.MOVED, Kind.MAX_JOBS, Kind.NAMED)
        ]
        assert window.record(EMAIL).label.name == "Client A"
        assert window.record(EMAIL).learned.renewed_at == window.history(EMAIL)[1].at


async def test_what_was_remembered_is_there_after_the_next_start(
    tmp_path: Path, service: DemoServer, clock: Turned
) -> None:
    async with machine(tmp_path, service, clock) as first:
        await first.refresh()
        await first.renew(EMAIL, "first")
        before = first.record(EMAIL)
    async with machine(tmp_path, service, clock) as second:
        assert second.record(EMAIL) == before
    opened = open_database(paths_in(tmp_path).database, clock())
    assert opened.set_aside is None
    opened.connection.close()
