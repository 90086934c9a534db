"""A test that leaves a mess fails: stray log records, windows, timers, threads, children.

Python's and Qt's own warnings fail through pytest's and pytest-qt's settings; tasks left on a
loop through `harness.async_tests`.
"""

import gc
import logging
import re
import threading
from collections.abc import Iterator

import pytest

_OWN_THREADS = re.compile(r"MainThread|pytest_timeout|Dummy-\d+|QThread")


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "logs_expected(pattern): log records of this test that match are well"
    )


@pytest.fixture(autouse=True)
def no_stray_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    expected = [mark.args[0] for mark in request.node.iter_markers("logs_expected")]
    stray = [line for line in collector.lines if not any(re.search(one, line) for one in expected)]
    if stray:
        pytest.fail("stray log records:\n" + "\n".join(stray))


@pytest.fixture(autouse=True)
def no_stray_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [
        thread
        for thread in set(threading.enumerate()) - before
        if not _OWN_THREADS.match(thread.name)
    ]
    for thread in left:
        thread.join(timeout=5)
    alive = [thread.name for thread in left if thread.is_alive()]
    if alive:
        pytest.fail(f"threads still running: {alive}")


@pytest.fixture(autouse=True)
def no_stray_qt_objects(request: pytest.FixtureRequest) -> Iterator[None]:
    """No top-level widget and no running timer is left over."""
    if "qapp" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer  # noqa: PLC0415

    application = request.getfixturevalue("qapp")
    yield
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    widgets = [widget for widget in application.topLevelWidgets() if widget.parentWidget() is None]
    visible = [repr(widget) for widget in widgets if widget.isVisible()]
    timers = [
        repr(timer)
        for widget in widgets
        for timer in widget.findChildren(QTimer)
        if timer.isActive()
    ]
    for widget in widgets:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if visible or timers:
        pytest.fail(f"left over: windows {visible}, timers {timers}")
