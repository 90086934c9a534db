"""`ltx-desktop menu-entry install|remove`: into the desktop's menu, after pipx or uv."""

import argparse
from collections.abc import Sequence

from ltx_desktop.cli.parser import CommandParser
from ltx_desktop.cli.terminal import complain, say
from ltx_desktop.services.menu_entry import EntryFailed, ManageMenuEntry
from ltx_desktop.wording.menu_entry import menu_entry_notice, no_menu_notice
from ltx_desktop.wording.translation import _

EXIT_FAILED = 2


def run(arguments: Sequence[str], menu_entry: ManageMenuEntry | None) -> int:
    """Returns 0, or 2 where it cannot be done; None is a system without such menus."""
    options = _parser().parse_args(arguments)
    if menu_entry is None:
        complain(str(no_menu_notice()))
        return EXIT_FAILED
    outcome = menu_entry.install() if options.what == "install" else menu_entry.remove()
    if isinstance(outcome, EntryFailed):
        complain(str(menu_entry_notice(outcome)))
        return EXIT_FAILED
    say(str(menu_entry_notice(outcome)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="ltx-desktop menu-entry",
        description=_(
            "Puts LTX Accounts into the menu of your desktop, or takes it out. For installs with "
            "pipx or uv on Linux; packages bring their own entry."
        ),
        epilog=_("Exit code: 0 if that is done, 2 if it could not be done, or for wrong usage."),
    )
    parser.add_argument("what", choices=("install", "remove"))
    return parser
