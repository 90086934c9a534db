"""The one event loop of Qt and asyncio together, and its orderly end."""

import asyncio
import gc
import logging
import signal
import socket
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from contextvars import Context
from functools import partial
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakSet

import PySide6.QtCore  # noqa: F401 - before qasync, which takes the Qt that it finds
import qasync
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ltx_desktop.app.application import Application
from ltx_desktop.cli.signals import heard_signals_to_end

T = TypeVar("T")

_log = logging.getLogger(__name__)


class EventLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """qasync's loop on Pythons that are newer than it.

    qasync 0.28 makes a last pass over Qt's events, in which Python 3.14 can hang, calls
    `asyncio.iscoroutinefunction`, which 3.14 deprecates, and lacks the `context` that the
    transports of 3.15 pass for their callbacks. It closes no asynchronous generators, which
    hold connections of httpx.
    """

    def __init__(self, application: QApplication) -> None:
        self._generators: WeakSet[AsyncGenerator[Any, Any]] = WeakSet()
        super().__init__(application)

    def run_forever(self) -> None:
        """Close generators that were left before their end, as asyncio's own loops do."""
        before = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(self._generators.add, self._close_soon)
        try:
            super().run_forever()
        finally:
            sys.set_asyncgen_hooks(*before)

    async def shutdown_asyncgens(self) -> None:
        closing = [generator.aclose() for generator in self._generators]
        await asyncio.gather(*closing, return_exceptions=True)

    def _close_soon(self, generator: AsyncGenerator[Any, Any]) -> None:
        """Called in any thread."""
        self._generators.discard(generator)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, generator.aclose())

    def call_later(
        self,
        delay: float,
        callback: Callable[..., object],
        *arguments: Any,
        context: Context | None = None,
    ) -> asyncio.Handle:
        handle = asyncio.Handle(callback, arguments, self, context)
        scheduled: asyncio.Handle = self._add_callback(handle, delay)
        return scheduled

    def _add_reader(
        self,
        fd: Any,
        callback: Callable[..., object],
        *arguments: Any,
        context: Context | None = None,
    ) -> None:
        super()._add_reader(fd, _inside(context, callback), *arguments)

    def _add_writer(
        self,
        fd: Any,
        callback: Callable[..., object],
        *arguments: Any,
        context: Context | None = None,
    ) -> None:
        super()._add_writer(fd, _inside(context, callback), *arguments)

    def run_in_executor(
        self, executor: Executor | None, callback: Callable[..., T], *arguments: Any
    ) -> "asyncio.Future[T]":
        """Look for no cycles of garbage meanwhile.

        There are none in what threads make here, thousands of accounts say, and a fifth of the
        time would go into looking.
        """
        done: asyncio.Future[T] = super().run_in_executor(
            executor, _without_collecting, callback, *arguments
        )
        return done

    def run_until_complete(self, future: Awaitable[T]) -> T:
        """Run until the future is done; its result is returned."""
        done = asyncio.ensure_future(future, loop=self)

        def stop(_done: "asyncio.Future[T]") -> None:
            self.stop()

        done.add_done_callback(stop)
        try:
            self.run_forever()
        finally:
            done.remove_done_callback(stop)
        if not done.done():
            raise _LoopBroken
        return done.result()


def _inside(context: Context | None, callback: Callable[..., object]) -> Callable[..., object]:
    return callback if context is None else partial(context.run, callback)


class _NoCollecting:
    """As long as one of several threads is inside; what was off before stays off."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._was_on = False

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._was_on = gc.isenabled()
                gc.disable()
            self._inside += 1

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside and self._was_on:
                gc.enable()


_no_collecting = _NoCollecting()


def _without_collecting(callback: Callable[..., T], *arguments: Any) -> T:
    with _no_collecting:
        return callback(*arguments)


class _LoopBroken(Exception):
    """Qt ended the loop before its work was done."""


def run_until_stopped(
    application: Application, main: Callable[[asyncio.Event], Coroutine[Any, Any, int]]
) -> int:
    """Run `main` with an event that is set when the app is asked to end.

    Returns 1 where the display went away meanwhile, with which Qt ends everything.
    """
    application.setQuitOnLastWindowClosed(False)

    async def stoppable() -> int:
        stop = asyncio.Event()
        application.on_quit = stop.set
        try:
            with _on_signals(stop):
                return await main(stop)
        finally:
            application.on_quit = None

    try:
        with asyncio.Runner(loop_factory=lambda: EventLoop(application)) as runner:
            return runner.run(stoppable())
    except _LoopBroken:
        _log.warning("the display went away")
        return 1


@contextmanager
def _on_signals(stop: asyncio.Event) -> Iterator[None]:
    """Let each signal that asks for an end set the event; after the block they are ignored.

    So a second signal does not break off the end that the first one began.
    """
    loop = asyncio.get_running_loop()
    numbers = heard_signals_to_end()
    with _beating() if sys.platform == "win32" else _woken_by_signals(loop):
        for number in numbers:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
        try:
            yield
        finally:
            for number in numbers:
                signal.signal(number, signal.SIG_IGN)


@contextmanager
def _beating() -> Iterator[None]:
    """Run Python now and then: it sees a signal only when it runs, and Qt would go on waiting."""
    heartbeat = QTimer()
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start(250)
    try:
        yield
    finally:
        heartbeat.stop()


@contextmanager
def _woken_by_signals(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Run Python at each signal.

    Once the loop's own `add_signal_handler` is undone, signals kill the process again.
    """
    ours, pythons = socket.socketpair()
    with ours, pythons:
        ours.setblocking(False)
        pythons.setblocking(False)
        before = signal.set_wakeup_fd(pythons.fileno(), warn_on_full_buffer=False)
        loop.add_reader(ours, ours.recv, 4096)
        try:
            yield
        finally:
            loop.remove_reader(ours)
            signal.set_wakeup_fd(before)
