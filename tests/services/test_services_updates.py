"""Looking for new versions: what every answer means, how often, and what is news."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from fakes import DAY, NOW, Clock, FakeSettingsFile, make_preferences

from ltx_desktop.api import errors as api
from ltx_desktop.domain.release import Release, Version
from ltx_desktop.services import outcomes as o
from ltx_desktop.services.updates import LookForUpdates
from ltx_desktop.store.errors import Reason
from ltx_desktop.store.update_log import UpdateLog

RUNNING = Version(1, 2, 3)
NEWER = Release(Version(1, 3, 0), "https://index.synthetic.example/project/")
NEWEST = Release(Version(2, 0, 0), NEWER.page)


@dataclass
class FakeIndex:
    """Answers with `newest`, or raises it; noted is how often it was asked, and left open."""

    newest_release: Release | api.ApiError | None = None
    asked: int = 0
    open: int = 0
    trouble: api.ApiError | None = None

    async def __call__(self) -> "FakeIndex":
        if self.trouble:
            raise self.trouble
        self.open += 1
        return self

    async def newest(self) -> Release | None:
        self.asked += 1
        if isinstance(self.newest_release, api.ApiError):
            raise self.newest_release
        return self.newest_release

    async def aclose(self) -> None:
        self.open -= 1


@dataclass
class Machine:
    """`start` is a start of the app."""

    folder: Path
    index: FakeIndex = field(default_factory=FakeIndex)
    clock: Clock = field(default_factory=Clock)
    settings: FakeSettingsFile = field(default_factory=FakeSettingsFile)

    def start(self) -> LookForUpdates:
        log = UpdateLog(self.folder / "updates.json")
        preferences = make_preferences(self.settings)
        return LookForUpdates(RUNNING, self.index, log, preferences, self.clock)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "data")


OUTCOMES: list[tuple[Release | api.ApiError | None, o.UpdateOutcome]] = [
    (NEWER, o.NewRelease(NEWER, RUNNING)),
    (Release(RUNNING, ""), o.UpToDate(RUNNING)),
    (Release(Version(1, 2, 2), ""), o.UpToDate(RUNNING)),
    (None, o.NothingReleased()),
    (api.NotFound(), o.NothingReleased()),
    *((api.Unreachable("", one), o.Offline(one)) for one in api.Obstacle),
    (api.TimedOut(), o.TookTooLong()),
    (api.BrokenAnswer(), o.UnreadableAnswer()),
    (api.CutOff(), o.UnreadableAnswer()),
    (api.ServerError(), o.UnreadableAnswer()),
    (api.RateLimited(), o.UnreadableAnswer()),
    (api.Unauthorized(), o.UnreadableAnswer()),
]


@pytest.mark.parametrize(("answer", "outcome"), OUTCOMES, ids=lambda value: repr(value)[:40])
async def test_every_answer_is_an_outcome(
    machine: Machine, answer: Release | api.ApiError | None, outcome: o.UpdateOutcome
) -> None:
    machine.index.newest_release = answer
    assert await machine.start()() == outcome
    assert machine.index.open == 0


def test_every_outcome_is_among_them() -> None:
    assert {type(outcome) for _answer, outcome in OUTCOMES} == set(get_args(o.UpdateOutcome))


async def test_a_client_that_cannot_be_made_is_an_outcome(machine: Machine) -> None:
    machine.index.trouble = api.Unreachable(obstacle=api.Obstacle.PROXY)
    assert await machine.start()() == o.Offline(api.Obstacle.PROXY)


@pytest.mark.parametrize("answer", [NEWER, None, api.NotFound()], ids=repr)
async def test_n20_once_a_day_however_often_it_is_started(
    machine: Machine, answer: Release | api.ApiError | None
) -> None:
    machine.index.newest_release = answer
    updates = machine.start()
    assert updates.wait() == timedelta(0)
    await updates()
    assert updates.wait() == machine.start().wait() == DAY
    machine.clock.now = NOW + DAY / 4
    assert machine.start().wait() == DAY * 3 / 4
    machine.clock.now = NOW + 2 * DAY
    assert machine.start().wait() == timedelta(0)


@pytest.mark.parametrize("answer", [api.Unreachable(), api.TimedOut(), api.BrokenAnswer()])
async def test_without_an_answer_it_is_tried_again_in_an_hour(
    machine: Machine, answer: api.ApiError
) -> None:
    machine.index.newest_release = answer
    updates = machine.start()
    await updates()
    assert updates.wait() == machine.start().wait() == timedelta(hours=1)
    machine.index.newest_release = NEWER
    await updates()
    assert updates.wait() == machine.start().wait() == DAY


async def test_a_clock_that_was_set_back_neither_hurries_it_nor_stops_it_for_years(
    machine: Machine,
) -> None:
    machine.clock.now = NOW + 3650 * DAY
    updates = machine.start()
    await updates()
    machine.clock.now = NOW
    assert updates.wait() == DAY
    machine.clock.now = NOW + DAY / 4
    assert updates.wait() == machine.start().wait() == DAY * 3 / 4


async def test_each_version_is_news_once(machine: Machine) -> None:
    machine.index.newest_release = NEWER
    updates = machine.start()
    outcome = await updates()
    assert updates.take_news(outcome) == outcome
    assert updates.take_news(outcome) is None
    updates = machine.start()
    assert updates.take_news(await updates()) is None
    machine.index.newest_release = NEWEST
    newest = await updates()
    assert updates.take_news(newest) == newest
    assert updates.take_news(outcome) is None
    assert updates.take_news(o.UpToDate(RUNNING)) is None


async def test_where_nothing_can_be_written_it_holds_for_this_run(machine: Machine) -> None:
    (machine.folder / "updates.json").mkdir(parents=True)
    machine.index.newest_release = NEWER
    updates = machine.start()
    assert updates.take_news(await updates())
    assert updates.take_news(await updates()) is None
    assert updates.wait() == DAY


def test_nobody_was_asked_at_first_and_the_answer_is_kept(machine: Machine) -> None:
    updates = machine.start()
    wanted = [updates.is_wanted]
    assert updates.want(True) is None
    wanted.append(updates.is_wanted)
    machine.settings.trouble = Reason.DISK_FULL
    assert updates.want(False) is Reason.DISK_FULL
    assert [*wanted, updates.is_wanted] == [None, True, False]
    assert [one.look_for_updates for one in machine.settings.saved] == [True]
