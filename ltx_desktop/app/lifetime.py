"""From the first frame to the exit code: the life of the window."""

import asyncio
import gc
import logging
import os
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QProcess, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from ltx_desktop import __version__
from ltx_desktop.app.crash_report import reporting_to
from ltx_desktop.app.event_loop import Application, run_until_stopped
from ltx_desktop.app.logs import start_logging, stop_logging
from ltx_desktop.app.paths import Paths, own_command, resources_folder
from ltx_desktop.app.single_instance import SingleInstance
from ltx_desktop.app.wiring import Wired, wire_user
from ltx_desktop.store.errors import StoreUnavailable
from ltx_desktop.ui.browser import OpenPage, open_in_system_browser
from ltx_desktop.ui.icons import Icons
from ltx_desktop.ui.main_window import MainWindow
from ltx_desktop.ui.tasks import TaskScope
from ltx_desktop.ui.window_memory import WindowMemory
from ltx_desktop.wording.translation import _

_log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

EXIT_NOT_ALONE = EXIT_CANNOT_OPEN = 2

_ENDING_TIMEOUT = 2
"""Seconds that closing connections may take."""

Watch = Callable[[MainWindow], Awaitable[int]]
"""What goes on while the window is open; the exit code."""


def run_user(*, hidden: bool) -> int:
    """Open the window on the user's own accounts; returns the exit code."""
    paths = Paths.of_user()
    return alone(paths, lambda instance: _run_user(paths, instance, hidden=hidden))


def alone(paths: Paths, run_first: Callable[[SingleInstance], int]) -> int:
    """Run it unless another process does for this profile, whose window is raised then."""
    instance = SingleInstance(paths.database.parent)
    if instance.is_first():
        try:
            return run_first(instance)
        finally:
            instance.close()
    if instance.raise_first():
        return 0
    sys.stderr.write(
        _("LTX Accounts is running already, but its window does not answer. End that process.\n")
    )
    return EXIT_NOT_ALONE


def _run_user(paths: Paths, instance: SingleInstance, *, hidden: bool) -> int:
    with logging_to(paths.log):
        return run(wire_user(paths), is_demo=False, hidden=hidden, instance=instance)


def run(
    wired: Wired,
    *,
    is_demo: bool,
    instance: SingleInstance,
    hidden: bool = False,
    watch: Watch | None = None,
) -> int:
    """Make the application, show the window, and end it in order.

    `hidden` leaves the window in the tray, where there is one. `watch` does something with the
    shown window and ends it by returning an exit code.
    """
    application = make_application()
    icons = Icons(resources_folder() / "icons")
    application.setWindowIcon(icons.application())

    async def main(stop: asyncio.Event) -> int:
        return await live(
            *(wired, icons, stop),
            is_demo=is_demo,
            hidden=hidden,
            watch=watch,
            listen=instance.listen,
        )

    try:
        return run_until_stopped(application, main)
    finally:
        # A copy that cannot be made is no reason to end badly: the file itself is there.
        with suppress(StoreUnavailable):
            wired.store.back_up()
        wired.store.close()


def make_application() -> Application:
    application = Application(sys.argv[:1])
    application.setApplicationName("ltx-accounts")
    application.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("ltx-accounts")
    return application


async def live(
    wired: Wired,
    icons: Icons,
    stop: asyncio.Event,
    *,
    is_demo: bool,
    hidden: bool = False,
    watch: Watch | None = None,
    listen: Callable[[Callable[[str], None]], None] = lambda _come_to_front: None,
    open_page: OpenPage = open_in_system_browser,
    monotonic: Callable[[], float] = time.monotonic,
) -> int:
    """Show the window until `stop` is set or `watch` returns, then clean up; the exit code."""
    window: MainWindow

    def show(error: BaseException, report: str) -> None:
        window.report(error, report)

    with reporting_to(show) as report, rare_collections():
        scope = TaskScope(report)
        window = MainWindow(
            wired.use_cases,
            scope,
            wired.clock,
            icons,
            WindowMemory(wired.window),
            _open_demo,
            open_page,
            is_demo=is_demo,
            monotonic=monotonic,
        )
        window.close_requested.connect(stop.set)

        def come_to_front(token: str) -> None:
            _log.info("another start asks for the window")
            window.come_to_front(token)

        window.say_at_start(wired.notices)
        gc.freeze()
        gc.enable()
        if not hidden:
            window.show()
        elif not window.watching.tray.is_available():
            window.showMinimized()
        _log.info("the window is made")
        # Anything heavy waits until the first frame is on the screen.
        loop = asyncio.get_running_loop()
        later = [
            loop.call_later(0.05, window.start),
            loop.call_later(0.05, listen, come_to_front),
        ]
        code = 0
        try:
            if watch is None:
                await stop.wait()
            else:
                code = await watch(window)
        finally:
            for one in later:
                one.cancel()
            window.show_closing()
            await _end(scope, wired, window)
            window.hide()
            window.deleteLater()
    return code


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look for cycles of garbage rarely: with ten thousand accounts each look takes a frame.

    What is there when the window is made stays for good, and is not looked through at all.
    """
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


async def _end(scope: TaskScope, wired: Wired, window: MainWindow) -> None:
    try:
        async with asyncio.timeout(_ENDING_TIMEOUT):
            await window.watching.aclose()
            await scope.aclose()
            await wired.use_cases.connection.aclose()
    except TimeoutError:
        _log.warning("connections did not close in time")


def _open_demo() -> bool:
    """Start a process of its own: nothing of the demo can reach this one's token and data."""
    program, *arguments = own_command("--demo")
    started: bool = QProcess.startDetached(program, arguments)[0]
    return started


@contextmanager
def logging_to(path: Path) -> Iterator[None]:
    """Log this process's and Qt's messages to a file."""
    start_logging(path)
    qInstallMessageHandler(lambda kind, _where, text: _hear_qt(kind, text))
    try:
        yield
    finally:
        qInstallMessageHandler(None)
        stop_logging()


def _hear_qt(kind: QtMsgType, text: str) -> None:
    logging.getLogger("qt").log(_LEVELS[kind], "%s", text)
    if kind is QtMsgType.QtFatalMsg:
        # Qt would abort now: a display that does not let it in, say.
        logging.shutdown()
        sys.stderr.write(
            _(
                "The window cannot be opened. Qt says: {reason}. Check DISPLAY, WAYLAND_DISPLAY "
                "and QT_QPA_PLATFORM, or start LTX Accounts from a desktop session.\n"
            ).format(reason=" ".join(text.split()).partition(". ")[0])
        )
        sys.stderr.flush()
        os._exit(EXIT_CANNOT_OPEN)
