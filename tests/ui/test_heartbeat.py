"""The one timer: what is planned comes in time, whatever is done to the clocks."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from harness.journey import Clocks
from harness.waiting import until
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ltx_desktop.ui.loop.scheduler import Beat, Heartbeat

SECOND = timedelta(seconds=1)
WEEK = timedelta(days=7)


class Heart:
    def __init__(self) -> None:
        self.clocks = Clocks()
        self.heartbeat = Heartbeat(self.clocks.system, self.clocks.monotonic)
        self.done: list[Beat] = []
        self.jumps = 0
        for beat in Beat:
            self.heartbeat.on(beat, partial(self.done.append, beat))
        self.heartbeat.jumped.connect(self._jumped)

    def _jumped(self) -> None:
        self.jumps += 1

    @property
    def timer(self) -> QTimer:
        (timer,) = self.heartbeat.findChildren(QTimer)
        return timer


@pytest.fixture
def heart(qapp: QApplication) -> Iterator[Heart]:
    heart = Heart()
    yield heart
    heart.heartbeat.stop()


async def test_what_is_planned_comes_once(qapp: QApplication, heart: Heart) -> None:
    heart.heartbeat.plan(Beat.REMIND, SECOND / 50)
    heart.heartbeat.plan(Beat.REFRESH, WEEK)
    await until(lambda: heart.done == [Beat.REMIND])
    heart.clocks.run(SECOND)
    heart.heartbeat.plan(Beat.TRAY, SECOND / 50)
    await until(lambda: heart.done == [Beat.REMIND, Beat.TRAY])


async def test_a_new_plan_takes_the_place_of_the_old_and_none_takes_it_back(
    qapp: QApplication, heart: Heart
) -> None:
    heart.heartbeat.plan(Beat.REMIND, SECOND / 50)
    heart.heartbeat.plan(Beat.REMIND, WEEK)
    heart.heartbeat.plan(Beat.REFRESH, SECOND / 50)
    heart.heartbeat.plan(Beat.REFRESH, None)
    heart.heartbeat.plan(Beat.TRAY, SECOND / 20)
    await until(lambda: heart.done == [Beat.TRAY])


async def test_without_a_plan_nothing_runs(qapp: QApplication, heart: Heart) -> None:
    heart.heartbeat.set_shown(True)
    assert not heart.timer.isActive()
    heart.heartbeat.plan(Beat.REMIND, WEEK)
    assert heart.timer.isActive()
    heart.heartbeat.plan(Beat.REMIND, None)
    assert not heart.timer.isActive()


async def test_while_nobody_looks_nothing_ticks_and_what_is_shown_then_is_right_at_once(
    qapp: QApplication, heart: Heart
) -> None:
    heart.heartbeat.plan(Beat.TICK, SECOND / 50)
    assert not heart.timer.isActive()
    heart.heartbeat.plan(Beat.REMIND, SECOND / 20)
    await until(lambda: heart.done == [Beat.REMIND])
    heart.heartbeat.plan(Beat.TICK, WEEK)
    heart.heartbeat.set_shown(True)
    assert heart.done == [Beat.REMIND, Beat.TICK]


@pytest.mark.parametrize("by", [WEEK, -WEEK, 2 * SECOND, -2 * SECOND])
async def test_t1_a_clock_that_is_set_or_a_sleep_is_noticed_within_a_second(
    qapp: QApplication, heart: Heart, by: timedelta
) -> None:
    heart.heartbeat.set_shown(True)
    for beat in (Beat.TICK, Beat.REMIND, Beat.REFRESH):
        heart.heartbeat.plan(beat, WEEK)
    heart.clocks.set(by)
    # The window is shown: the clock is looked at within a second.
    assert heart.timer.interval() <= 1_000
    await until(lambda: heart.jumps == 1)
    assert heart.done == [Beat.TICK, Beat.REFRESH, Beat.REMIND]


async def test_time_that_passes_is_no_jump(qapp: QApplication, heart: Heart) -> None:
    heart.heartbeat.set_shown(True)
    heart.heartbeat.plan(Beat.TICK, SECOND / 50)
    heart.clocks.run(WEEK)
    await until(lambda: heart.done == [Beat.TICK])
    assert heart.jumps == 0


async def test_hidden_it_looks_at_the_clock_once_a_minute(qapp: QApplication, heart: Heart) -> None:
    heart.heartbeat.plan(Beat.REMIND, WEEK)
    assert 55_000 < heart.timer.interval() <= 60_000
    heart.heartbeat.set_shown(True)
    assert heart.timer.interval() == 1_000


async def test_who_plans_all_the_time_does_not_put_off_the_look_at_the_clock(
    qapp: QApplication, heart: Heart
) -> None:
    heart.heartbeat.set_shown(True)
    heart.clocks.set(WEEK)
    async with asyncio.timeout(10):
        while not heart.jumps:
            heart.heartbeat.plan(Beat.REFRESH, WEEK)
            await asyncio.sleep(0.01)


async def test_one_that_is_done_may_take_back_another(qapp: QApplication, heart: Heart) -> None:
    heart.heartbeat.on(Beat.TICK, lambda: heart.heartbeat.plan(Beat.REMIND, None))
    heart.heartbeat.set_shown(True)
    heart.heartbeat.plan(Beat.TICK, SECOND / 50)
    heart.heartbeat.plan(Beat.REMIND, SECOND / 50)
    heart.heartbeat.plan(Beat.REFRESH, SECOND / 20)
    await until(lambda: heart.done == [Beat.REFRESH])
