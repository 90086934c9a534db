"""What nobody expected: logged, and told to whoever can show it."""

import asyncio
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

import PySide6

from ltx_desktop import __version__
from ltx_desktop.app.logs import without_secrets

_log = logging.getLogger(__name__)

Show = Callable[[BaseException, str], None]
"""Takes the error, and a report about it that holds no secret."""


def crash_report(error: BaseException) -> str:
    """Versions and traceback, to be copied into a report."""
    versions = (
        f"LTX Accounts {__version__}, Python {platform.python_version()}, "
        f"Qt {PySide6.__version__}, {platform.platform()}"
    )
    trace = "".join(traceback.format_exception(error))
    return without_secrets(f"{versions}\n\n{trace}")


@contextmanager
def reporting_to(show: Show) -> Iterator[Callable[[BaseException], None]]:
    """Log and show what fails in slots, events, tasks and callbacks of the running loop.

    What fails in a thread is logged.
    """

    def report(error: BaseException) -> None:
        _log.error("something failed that should not", exc_info=error)
        show(error, crash_report(error))

    def uncaught(
        kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            report(error)

    def uncaught_in_thread(thread: threading.ExceptHookArgs) -> None:
        if thread.exc_value is not None and not isinstance(thread.exc_value, SystemExit):
            _log.error("a thread failed", exc_info=thread.exc_value)

    def uncaught_in_loop(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if isinstance(error := context.get("exception"), Exception):
            report(error)
        else:
            loop.default_exception_handler(context)

    loop = asyncio.get_running_loop()
    before = sys.excepthook, threading.excepthook, loop.get_exception_handler()
    sys.excepthook, threading.excepthook = uncaught, uncaught_in_thread
    loop.set_exception_handler(uncaught_in_loop)
    try:
        yield report
    finally:
        sys.excepthook, threading.excepthook, handler = before
        loop.set_exception_handler(handler)
