"""The command line: which command, and with a screen or without."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ltx_desktop.app.options import parse
from ltx_desktop.app.qt_version import qt_problem
from ltx_desktop.app.refusal import refuse
from ltx_desktop.cli.terminal import be_lenient
from ltx_desktop.wording.translation import _, speak_for_argparse

if TYPE_CHECKING:
    from ltx_desktop.cli.profile import Profile

Command = Callable[[Sequence[str]], int]

EXIT_CANNOT_START = 2

TOKEN_VARIABLE = "LTX_API_TOKEN"  # noqa: S105 - the name of a variable

_LIBRARY_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")

_STANDARD_ERROR = 2

_NO_CORE = 1 if sys.platform == "linux" else 0
"""Bytes. Linux pipes a core of any length to a crash handler where it has one, unless the limit
is 1: that is how it keeps the handler's own crash from coming back (its `fs/coredump.c`).
"""

_PICTURE = Path("ltx-accounts-demo.png")


def run(arguments: Sequence[str]) -> int:
    """Run what the arguments (without the program's name) ask for; returns the exit code.

    Of the window, 0 is well, 2 is wrong usage or no way to open it; commands tell theirs.
    """
    # No child inherits it: neither a browser nor the demo.
    token = os.environ.pop(TOKEN_VARIABLE, "")
    be_lenient()
    _hold_closed_streams()
    speak_for_argparse()
    _leave_no_core()
    if arguments and (command := _command(arguments[0], token)):
        return command(arguments[1:])
    options = parse(arguments)
    import signal  # makes enumerations, and commands do without

    from ltx_desktop.app.display import missing_display  # for the window only

    # What is interrupted while it is imported fails in odd ways; the event loop listens later.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    missing = missing_display()
    if missing and options.demo:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif missing:
        refuse(missing)
        return EXIT_CANNOT_START
    from ltx_desktop.app.neighbours import Neighbours  # likewise

    neighbours = Neighbours()
    try:
        from ltx_desktop.app import lean_qt  # noqa: F401, I001 - loads Qt's core
        import PySide6  # by now it is loaded

        if problem := qt_problem(PySide6.__version_info__[:3], sys.version_info[:2]):
            refuse(problem)
            return EXIT_CANNOT_START
        from ltx_desktop.app import startup  # loads the rest of it
    except ImportError as error:
        refuse(_why_no_qt(error))
        return EXIT_CANNOT_START
    silent = neighbours.leave_silent()
    if not options.demo:
        return startup.run_user(hidden=options.hidden, silent=silent)
    from ltx_desktop.app import demo_profile  # loads a web server

    return demo_profile.run_demo(
        options.fault, picture=_PICTURE if missing else None, silent=silent
    )


def _why_no_qt(error: ImportError) -> str:
    """Another Qt goes before the one that fits where a variable says so."""
    variable = next((name for name in _LIBRARY_VARIABLES if os.environ.get(name)), None)
    if variable and not isinstance(error, ModuleNotFoundError):
        return _(
            "Qt cannot be loaded: {error}\nThe variable {variable} may bring in another Qt. "
            "Unset it, then start LTX Accounts again.\n"
        ).format(error=error, variable=variable)
    return _("Qt cannot be loaded: {error}\n`sh packaging/bootstrap.sh run` installs it.\n").format(
        error=error
    )


def _hold_closed_streams() -> None:
    """Keep files from taking the place of streams that the caller closed.

    Libraries of the system write to standard error by its number, which might then be that of the
    connection to the display, say.
    """
    if sys.platform != "win32":
        while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
            os.set_inheritable(descriptor, True)
        os.close(descriptor)


def _leave_no_core() -> None:
    """Cookies and the token are in memory: a crash of Qt must not write that to the disk."""
    if sys.platform != "win32":
        import resource  # Windows has none

        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        soft = min(hard, _NO_CORE) if hard >= 0 else _NO_CORE
        resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))


def _command(name: str, token: str) -> Command | None:
    """What runs a command without a screen; each is loaded alone."""
    match name:
        case "demo-server":
            from ltx_desktop.cli import demo_server  # loads a web server

            gc.enable()
            return demo_server.run
        case "paste-info":
            from ltx_desktop.cli import paste_info  # the window does without

            return paste_info.run
        case "list":
            from ltx_desktop.cli import list_accounts

            return _on_profile(list_accounts.run, token)
        case "check":
            from ltx_desktop.cli import check

            return _on_profile(check.run, token)
        case "renew":
            from ltx_desktop.cli import renew

            return _on_profile(renew.run, token)
        case "remove":
            from ltx_desktop.cli import remove

            return _on_profile(remove.run, token)
        case "account":
            from ltx_desktop.cli import account

            return _on_profile(account.run, token)
        case "history":
            from ltx_desktop.cli import history

            return _on_profile(history.run, token)
        case "settings":
            from ltx_desktop.cli import settings

            return _on_profile(settings.run, token)
        case "log-in":
            from ltx_desktop.cli import log_in

            return _on_profile(log_in.run, token)
        case "browsers":
            return _browsers
        case "menu-entry":
            return _menu_entry
        case _:
            return None


def _menu_entry(arguments: Sequence[str]) -> int:
    from ltx_desktop.app.wiring.commands import wire_menu_entry
    from ltx_desktop.cli import menu_entry

    return menu_entry.run(arguments, wire_menu_entry())


def _browsers(arguments: Sequence[str]) -> int:
    from ltx_desktop.app.wiring.commands import wire_browsers
    from ltx_desktop.cli import browsers

    return browsers.run(arguments, wire_browsers())


def _on_profile(run_command: "Callable[[Sequence[str], Profile], int]", token: str) -> Command:
    from ltx_desktop.app.paths import Paths
    from ltx_desktop.app.wiring.commands import UserProfile  # opens the database

    profile = UserProfile(Paths.of_user(), token)

    def run_briefly(arguments: Sequence[str]) -> int:
        try:
            return run_command(arguments, profile)
        finally:
            # Such a process ends soon: nothing of it need be looked through at its end.
            gc.freeze()

    return run_briefly
