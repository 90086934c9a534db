"""The command line: which command, and with a screen or without."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ltx_desktop import __version__
from ltx_desktop.app.display import missing_display
from ltx_desktop.wording.translation import _

EXIT_CANNOT_START = 2

_PICTURE = Path("ltx-accounts-demo.png")


def run(arguments: Sequence[str]) -> int:
    """Run what the arguments (without the program's name) ask for; returns the exit code.

    0 is well, 2 is wrong usage or no way to open a window.
    """
    if arguments and arguments[0] == "demo-server":
        from ltx_desktop.cli import demo_server  # noqa: PLC0415 - loads a web server

        return demo_server.run(arguments[1:])
    if arguments and arguments[0] == "paste-info":
        from ltx_desktop.cli import paste_info  # noqa: PLC0415 - the window does without

        return paste_info.run(arguments[1:])
    options = _parser().parse_args(arguments)
    missing = missing_display()
    if missing and options.demo:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif missing:
        sys.stderr.write(f"{missing}\n")
        return EXIT_CANNOT_START
    try:
        from ltx_desktop.app import lifetime  # noqa: PLC0415 - loads Qt
    except ImportError as error:
        sys.stderr.write(
            _(
                "Qt cannot be loaded: {error}\n`sh packaging/bootstrap.sh run` installs it.\n"
            ).format(error=error)
        )
        return EXIT_CANNOT_START
    if not options.demo:
        return lifetime.run_user(hidden=options.hidden)
    from ltx_desktop.app import demo_profile  # noqa: PLC0415 - loads a web server

    return demo_profile.run_demo(options.fault, picture=_PICTURE if missing else None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ltx-desktop",
        description=_("LTX Accounts: the LTX Studio accounts of your useapi.net subscription."),
        epilog=_(
            "ltx-desktop paste-info --help tells of reading pastes without a screen, "
            "ltx-desktop demo-server --help of the demo service alone."
        ),
    )
    parser.add_argument("--version", action="version", version=f"LTX Accounts {__version__}")
    parser.add_argument(
        "--demo",
        action="store_true",
        help=_(
            "open the window on a demo service on this computer; without a display, "
            "walk through the main job once and save a picture"
        ),
    )
    parser.add_argument(
        "--hidden",
        action="store_true",
        help=_("start in the tray, or minimised where there is none"),
    )
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="FAULT",
        help=_("with --demo: let the demo service misbehave, as in demo-server --fault"),
    )
    return parser
