"""When the list is read by itself: seen or hidden, due or not, after a refusal."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from fakes import FakeSettingsFile
from harness.journey import Clocks
from harness.waiting import until
from PySide6.QtWidgets import QApplication

from ltx_desktop.domain.settings import Settings
from ltx_desktop.services.outcomes import Refreshed, RefreshOutcome, TokenRefused
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.services.refresh_policy import RefreshPolicy
from ltx_desktop.ui.controllers.auto_refresh import AutoRefresh
from ltx_desktop.ui.loop.scheduler import Heartbeat

SOON = timedelta(milliseconds=20)
WEEK = timedelta(weeks=1)


class Watched:
    """`reads` counts; `beats` is how often the time for one came."""

    def __init__(self) -> None:
        self.clocks = Clocks()
        self.heartbeat = Heartbeat(self.clocks.system, self.clocks.monotonic)
        self.reads = 0
        self.asked = 0
        self.due = False
        self.jumps = 0
        preferences = Preferences(Settings(refresh_every=SOON), FakeSettingsFile())
        self.refresh = AutoRefresh(
            heartbeat=self.heartbeat,
            policy=RefreshPolicy(preferences, lambda: 0.5),
            refresh=self._read,
            is_due=self._is_due,
        )
        self.heartbeat.jumped.connect(self._jumped)

    def ended(self, outcome: RefreshOutcome | None = None) -> None:
        self.refresh.ended(outcome or Refreshed(1))

    def _read(self) -> None:
        self.reads += 1

    def _is_due(self) -> bool:
        self.asked += 1
        return self.due

    def _jumped(self) -> None:
        self.jumps += 1


@pytest.fixture
def watched(qapp: QApplication) -> Iterator[Watched]:
    watched = Watched()
    yield watched
    watched.heartbeat.stop()


async def test_seen_it_reads_at_the_interval(watched: Watched) -> None:
    watched.refresh.set_shown(True)
    watched.ended()
    await until(lambda: watched.reads == 1)


async def test_hidden_with_nothing_due_it_waits_until_it_is_seen(watched: Watched) -> None:
    watched.ended()
    await until(lambda: watched.asked == 1)
    assert watched.reads == 0
    watched.refresh.set_shown(True)
    assert watched.reads == 1


async def test_hidden_it_reads_what_was_put_off_as_soon_as_something_is_due(
    watched: Watched,
) -> None:
    watched.ended()
    await until(lambda: watched.asked == 1)
    watched.refresh.catch_up()
    assert watched.reads == 0
    watched.due = True
    watched.refresh.catch_up()
    assert watched.reads == 1


async def test_hidden_with_something_due_it_reads_at_the_interval(watched: Watched) -> None:
    watched.due = True
    watched.ended()
    await until(lambda: watched.reads == 1)


async def test_what_was_not_put_off_is_not_caught_up_with(watched: Watched) -> None:
    watched.refresh.set_shown(True)
    watched.refresh.catch_up()
    assert watched.reads == 0


@pytest.mark.parametrize(("outcome", "reads"), [(Refreshed(1), True), (TokenRefused(), False)])
async def test_a_jump_of_the_clock_reads_again_unless_the_token_was_refused(
    watched: Watched, outcome: RefreshOutcome, reads: bool
) -> None:
    watched.refresh.set_shown(True)
    watched.ended(outcome)
    watched.clocks.set(WEEK)
    watched.heartbeat._beat()
    assert watched.jumps == 1
    assert bool(watched.reads) is reads
