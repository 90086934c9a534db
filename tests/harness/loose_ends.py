"""A test that leaves a mess fails: stray log records, windows, timers, threads, children.

Python's and Qt's own warnings fail through pytest's and pytest-qt's settings; tasks left on a
loop through `harness.async_tests`. A test that failed anyway is only cleaned up after: its
traceback keeps things alive.
"""

import gc
import logging
import re
import threading
import time
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from harness import processes
from hypothesis import given
from hypothesis.strategies import none

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

_KNOWN_THREADS = ("MainThread", "pytest_timeout", "Dummy-", "QThread")
"""How the names begin of threads that may stay."""

_PATIENCE = 5.0
"""Seconds for threads and children to end in."""

_passed = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "logs_expected(pattern): log records of this test that match are well"
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[_passed] = report.passed
    return report


def _do_nothing(_value: None) -> None:
    pass


def pytest_collection_finish() -> None:
    """What is there by now stays; the many small collections of the tests need not look at it."""
    # Hypothesis asks the collector once which objects hold its random numbers. Python 3.15 leaves
    # out frozen ones, and then Hypothesis warns.
    given(none())(_do_nothing)()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_stray_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    expected = [mark.args[0] for mark in request.node.iter_markers("logs_expected")]
    stray = [line for line in collector.lines if not any(re.search(one, line) for one in expected)]
    if stray:
        _complain(request, "stray log records:\n" + "\n".join(stray))


@pytest.fixture(autouse=True)
def no_stray_threads(request: pytest.FixtureRequest) -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [
        thread
        for thread in set(threading.enumerate()) - before
        if not thread.name.startswith(_KNOWN_THREADS)
    ]
    deadline = time.monotonic() + _PATIENCE
    for thread in left:
        thread.join(max(0.0, deadline - time.monotonic()))
    if alive := [thread.name for thread in left if thread.is_alive()]:
        _complain(request, f"threads still running: {alive}")


@pytest.fixture(autouse=True)
def no_stray_children(request: pytest.FixtureRequest) -> Iterator[None]:
    before = processes.running_children()
    yield
    deadline = time.monotonic() + _PATIENCE
    while left := _without(processes.running_children(), before):
        if time.monotonic() > deadline:
            for number in left:
                processes.kill(number)
            _complain(request, f"child processes still running: {left}")
            return
        time.sleep(0.01)


@pytest.fixture(autouse=True)
def no_stray_qt_objects(request: pytest.FixtureRequest) -> Iterator[None]:
    """No window that is not deleted, and no running timer, is left over."""
    if "qapp" not in request.fixturenames:
        yield
        return
    application = request.getfixturevalue("qapp")
    # What other tests left behind is looked at no more: looking took longer than most tests.
    gc.collect()
    gc.freeze()
    windows_before = set(_windows(application))
    timers_before = set(_running_timers(application))
    yield
    _delete_what_waits_for_it()
    windows = set(_windows(application)) - windows_before
    timers = set(_running_timers(application)) - timers_before
    left = f"windows {sorted(map(repr, windows))}, timers {sorted(map(_where_from, timers))}"
    for timer in timers:
        timer.stop()
    for window in windows:
        window.close()
        window.deleteLater()
    _delete_what_waits_for_it()
    if windows or timers:
        _complain(request, f"left over: {left}")


def _complain(request: pytest.FixtureRequest, message: str) -> None:
    if request.node.stash.get(_passed, False):
        pytest.fail(message)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


def _without(now: dict[int, str], before: dict[int, str]) -> dict[int, str]:
    return {number: name for number, name in now.items() if number not in before}


def _delete_what_waits_for_it() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent  # only where Qt is used

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _windows(application: "QApplication") -> "list[QWidget]":
    return [one for one in application.topLevelWidgets() if one.parentWidget() is None]


def _running_timers(application: "QApplication") -> "list[QTimer]":
    """Of the application, of its windows, and those that only Python holds."""
    from PySide6.QtCore import QTimer  # only where Qt is used
    from shiboken6 import isValid

    owners: list[Any] = [application, *_windows(application)]
    found = [timer for owner in owners for timer in owner.findChildren(QTimer)]
    found += [one for one in gc.get_objects() if issubclass(type(one), QTimer)]
    return [timer for timer in found if isValid(timer) and timer.isActive()]


def _where_from(timer: "QTimer") -> str:
    parent = timer.parent()
    return f"every {timer.interval()} ms of {type(parent).__name__ if parent else 'nobody'}"
