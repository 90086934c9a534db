"""What happens when the window is started, step by step, to its orderly end."""

import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from ltx_desktop import __version__
from ltx_desktop.app.application import Application
from ltx_desktop.app.first_frame import show_first
from ltx_desktop.app.language import speak
from ltx_desktop.app.logs import start_logging, stop_logging
from ltx_desktop.app.neighbours import Bus, report_silent
from ltx_desktop.app.own_files import make_ready
from ltx_desktop.app.paths import Paths, resources_folder
from ltx_desktop.app.refusal import TITLE, refuse
from ltx_desktop.app.single_instance import SingleInstance
from ltx_desktop.app.wiring.profile import OpenedProfile, open_profile_of_user
from ltx_desktop.app.wiring.window import make_window
from ltx_desktop.store.errors import StoreUnavailable
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.theming import Theming
from ltx_desktop.ui.window.activation import is_in_front
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.translation import _, language

if TYPE_CHECKING:
    import asyncio

    from ltx_desktop.app.running import Watch

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

EXIT_NOT_ALONE = EXIT_CANNOT_OPEN = 2


OpenProfile = Callable[[], AbstractContextManager[OpenedProfile]]
"""Opens what a window shows; what it began besides ends with the context."""


def run_user(*, hidden: bool, silent: Sequence[Bus] = ()) -> int:
    """Open the window on the user's own accounts; returns the exit code."""
    paths = Paths.of_user()
    return run(
        paths, lambda: nullcontext(open_profile_of_user(paths)), hidden=hidden, silent=silent
    )


def run(
    paths: Paths,
    open_profile: OpenProfile,
    *,
    is_demo: bool = False,
    hidden: bool = False,
    silent: Sequence[Bus] = (),
    watch: "Watch | None" = None,
) -> int:
    """The steps of a start, in order, to the orderly end; returns the exit code.

    `hidden` leaves the window in the tray, where there is one. `silent` are buses that it has to
    do without. `watch` does something with the shown window and ends it by returning an exit code.
    """
    with ExitStack() as at_end:
        # Lock: one window for a profile.
        instance = only_instance(paths, hidden=hidden)
        if not isinstance(instance, SingleInstance):
            return instance
        at_end.callback(instance.close)

        # Files and log.
        make_ready(paths)
        at_end.enter_context(logging_to(paths.log))

        # Stored accounts and settings.
        profile = at_end.enter_context(open_profile())
        at_end.callback(_close_store, profile)

        # Qt, and how it looks.
        application = make_application()
        icons = Icons(resources_folder() / "icons")
        application.setWindowIcon(icons.application())
        theming = Theming(application, profile.preferences.settings.theme)

        # The window, and its first frame; the rest is loaded behind it.
        window = make_window(profile, icons, is_demo=is_demo, notices=report_silent(silent))
        asked = show_first(application, window, hidden=hidden)
        from ltx_desktop.app.event_loop import run_until_stopped
        from ltx_desktop.app.running import live, put_window_first

        # What acts for it, on the one loop of Qt and asyncio.
        async def main(stop: "asyncio.Event") -> int:
            if asked:
                stop.set()
            put_window_first()
            with _heard(application, window):
                return await live(
                    window,
                    profile,
                    stop,
                    icons,
                    hidden=hidden,
                    watch=watch,
                    listen=instance.listen,
                    use_theme=theming.use,
                    moves=True,
                    is_in_front=is_in_front,
                )

        return run_until_stopped(application, main)


def only_instance(paths: Paths, *, hidden: bool = False) -> SingleInstance | int:
    """The one that holds the lock of a profile; else the exit code of this start.

    The window of the process that holds it comes to the front. Nobody waits for a `hidden` start,
    so it shows no box.
    """
    instance = SingleInstance(paths.database.parent)
    is_first = instance.becomes_first()
    if is_first:
        return instance
    if is_first is False:
        return 0
    refuse(
        _(
            "LTX Accounts is running already, but its window does not answer. It may be busy, or "
            "run on another computer that shares your files. Try again in a minute. Its lock is "
            "the file {lock}.\n"
        ).format(lock=instance.lock_file),
        None if hidden else _show,
    )
    return EXIT_NOT_ALONE


def _show(sentence: str) -> None:
    """In a box of its own, where somebody can see and close it."""
    application = make_application()
    if application.platformName() != "offscreen":
        box = QMessageBox(QMessageBox.Icon.Warning, TITLE, sentence)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.exec()


def _close_store(profile: OpenedProfile) -> None:
    # A copy that cannot be made is no reason to end badly: the file itself is there.
    with suppress(StoreUnavailable):
        profile.store.back_up()
    profile.store.close()


@contextmanager
def _heard(application: Application, window: MainWindow) -> Iterator[None]:
    """Connect the window to what the system tells the app."""
    # When Windows ends the session, this is the last thing that the process does.
    application.aboutToQuit.connect(window.remember)
    application.reopened.connect(window.come_back)
    try:
        yield
    finally:
        application.aboutToQuit.disconnect(window.remember)
        application.reopened.disconnect(window.come_back)


def make_application() -> Application:
    _be_more_than_python()
    application = Application(sys.argv[:1])
    application.setApplicationName("ltx-accounts")
    application.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("ltx-accounts")
    application.setStyle("fusion")
    speak(application, language)
    return application


def _be_more_than_python() -> None:
    """Take an id, without which Windows' taskbar shows Python's icon for the app."""
    if sys.platform == "win32" and not getattr(sys, "frozen", False):
        import ctypes  # for Windows only

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("LTXAccounts.Window")


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
        refuse(
            _(
                "The window cannot be opened. Qt says: {reason}. Check DISPLAY, WAYLAND_DISPLAY "
                "and QT_QPA_PLATFORM, or start LTX Accounts from a desktop session.\n"
            ).format(reason=" ".join(text.split()).partition(". ")[0])
        )
        os._exit(EXIT_CANNOT_OPEN)
