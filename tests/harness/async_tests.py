"""`async def` tests: on the one Qt loop where they ask for Qt, else on a fresh asyncio loop."""

import asyncio
import inspect
import traceback
from collections.abc import Coroutine, Iterator

# On Python 3.15 it is imported lazily, which fails under PySide6's `__import__`: pytest-qt loads
# that, while the app takes it out again (`app/lean_qt.py`).
from concurrent.futures import ThreadPoolExecutor  # noqa: F401
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ltx_desktop.app.event_loop import EventLoop

_PATIENCE = 60
_PATIENCE_FOR_SOAK = 1200
"""Seconds for one test."""


@pytest.fixture(scope="session")
def qt_loop(qapp: "QApplication") -> Iterator["EventLoop"]:
    """One for all tests; `async def` tests that ask for `qapp` or `qtbot` run on it."""
    from ltx_desktop.app.event_loop import EventLoop  # loads Qt

    qapp.setQuitOnLastWindowClosed(False)
    loop = EventLoop(qapp)
    yield loop
    loop.close()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    soak = pyfuncitem.get_closest_marker("soak") is not None
    patience = _PATIENCE_FOR_SOAK if soak else _PATIENCE
    coroutine = pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names})
    if "qapp" in pyfuncitem.fixturenames:
        loop = pyfuncitem._request.getfixturevalue("qt_loop")
        # A Runner would close the loop that all tests share.
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(_without_loose_tasks(coroutine, patience))
        finally:
            asyncio.set_event_loop(None)
    else:
        with asyncio.Runner() as runner:
            runner.run(_without_loose_tasks(coroutine, patience))
    return True


async def _without_loose_tasks(coroutine: Coroutine[Any, Any, None], patience: float) -> None:
    loop = asyncio.get_running_loop()
    # How long a step takes is measured in the benchmarks; other work of the machine is no fault.
    loop.slow_callback_duration = 10
    tasks: WeakSet[asyncio.Task[Any]] = WeakSet()

    def task_of(
        loop: asyncio.AbstractEventLoop, coroutine: Coroutine[Any, Any, Any], **options: Any
    ) -> asyncio.Task[Any]:
        task: asyncio.Task[Any] = asyncio.Task(coroutine, loop=loop, **options)
        tasks.add(task)
        return task

    loop.set_task_factory(task_of)  # type: ignore[arg-type]
    try:
        await _in_time(coroutine, patience)
    except BaseException:
        # Its own failure is the news; the next test must not inherit the tasks.
        await _cancel(_pending())
        raise
    finally:
        loop.set_task_factory(None)
    await _close_generators()
    if left := _pending():
        await _cancel(left)
        pytest.fail(f"left tasks pending: {left}")
    if failures := [failure for task in tasks if (failure := _unseen_failure(task))]:
        pytest.fail("failed in a task that nobody awaited:\n" + "\n".join(failures))


async def _in_time(coroutine: Coroutine[Any, Any, None], patience: float) -> None:
    test = asyncio.get_running_loop().create_task(coroutine, name="the test")
    await asyncio.wait({test}, timeout=patience)
    if not test.done():
        pending = "\n".join(map(repr, _pending()))
        pytest.fail(f"took more than {patience} s; still pending:\n{pending}")
    await test


async def _close_generators() -> None:
    """Let the loop close those that the test left half-way, as it does while it runs."""
    for _turn in range(3):
        await asyncio.sleep(0)
        closing = [one for one in _pending() if "athrow" in type(one.get_coro()).__name__]
        if closing:
            await asyncio.wait(closing, timeout=5)


def _pending() -> list[asyncio.Task[Any]]:
    return [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]


async def _cancel(tasks: list[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), timeout=5)


def _unseen_failure(task: asyncio.Task[Any]) -> str | None:
    """What asyncio would log when the task is collected, told while it is still of use."""
    if not task.done() or task.cancelled() or not task._log_traceback:
        return None
    error = task.exception()
    assert error is not None
    return "".join(traceback.format_exception(error))
