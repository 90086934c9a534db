"""`async def` tests: on the one Qt loop where they ask for Qt, else on a fresh asyncio loop."""

import asyncio
import inspect
from collections.abc import Coroutine, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ltx_desktop.app.event_loop import EventLoop

_PATIENCE = 60
"""Seconds for one test."""


@pytest.fixture(scope="session")
def qt_loop(qapp: "QApplication") -> Iterator["EventLoop"]:
    """One for all tests; `async def` tests that ask for `qapp` or `qtbot` run on it."""
    from ltx_desktop.app.event_loop import EventLoop  # noqa: PLC0415 - loads Qt

    qapp.setQuitOnLastWindowClosed(False)
    loop = EventLoop(qapp)
    yield loop
    loop.close()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    coroutine = pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names})
    if "qapp" in pyfuncitem.fixturenames:
        loop = pyfuncitem._request.getfixturevalue("qt_loop")
        # A Runner would close the loop that all tests share.
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(_in_time(coroutine))
        finally:
            asyncio.set_event_loop(None)
    else:
        with asyncio.Runner() as runner:
            runner.run(_in_time(coroutine))
    return True


async def _in_time(coroutine: Coroutine[Any, Any, None]) -> None:
    try:
        async with asyncio.timeout(_PATIENCE) as patience:
            await coroutine
    except TimeoutError:
        if not patience.expired():
            raise
        pytest.fail(f"took more than {_PATIENCE} s; still pending: {_pending()}")
    if left := _pending():
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        pytest.fail(f"left tasks pending: {left}")


def _pending() -> list[asyncio.Task[Any]]:
    return [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
