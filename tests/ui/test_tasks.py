"""The task scope: named, replaced, reported, closed."""

import asyncio

import pytest
from harness.waiting import until

from ltx_desktop.ui.loop.tasks import TaskScope


async def wait_for_ever(started: asyncio.Event | None = None) -> None:
    if started:
        started.set()
    await asyncio.Event().wait()


async def fail() -> None:
    raise ValueError("for the test")


async def test_a_failure_reaches_the_one_reporter() -> None:
    reported: list[BaseException] = []
    scope = TaskScope(reported.append)
    scope.start("one", fail())
    await until(lambda: reported, "the report")
    assert isinstance(reported[0], ValueError)
    assert not scope.is_running("one")


async def test_a_new_task_replaces_the_one_of_its_name() -> None:
    reported: list[BaseException] = []
    scope = TaskScope(reported.append)
    started = asyncio.Event()
    scope.start("one", wait_for_ever(started))
    await started.wait()
    first = next(task for task in asyncio.all_tasks() if task.get_name() == "one")
    scope.start("one", wait_for_ever())
    await until(first.cancelled, "the first to be cancelled")
    assert scope.is_running("one")
    await scope.aclose()
    assert not scope.is_running("one")
    assert reported == []


@pytest.mark.parametrize("cancelled_before", [False, True])
async def test_closing_waits_until_every_task_has_cleaned_up(*, cancelled_before: bool) -> None:
    cleaned: list[str] = []

    async def slow_to_end() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            cleaned.append("done")

    scope = TaskScope(lambda error: pytest.fail(repr(error)))
    scope.start("one", slow_to_end())
    await asyncio.sleep(0)
    if cancelled_before:
        scope.cancel("one")
    await scope.aclose()
    assert cleaned == ["done"]
