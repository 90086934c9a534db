"""`ltx-desktop browsers`: which browsers one can log in with from here."""

import argparse
from collections.abc import Callable, Sequence

from ltx_desktop.cli.parser import CommandParser
from ltx_desktop.cli.table import table
from ltx_desktop.cli.terminal import complain, say
from ltx_desktop.services.log_in_outcomes import InstalledBrowser, LogInFailed, LogInTrouble
from ltx_desktop.wording.log_in import log_in_failed_notice, sandbox_sentence
from ltx_desktop.wording.translation import _

EXIT_FOUND = 0
EXIT_NONE = 1


def run(arguments: Sequence[str], find: Callable[[], tuple[InstalledBrowser, ...]]) -> int:
    """Returns 0 where one of them can be used, else 1."""
    _parser().parse_args(arguments)
    found = find()
    if found:
        say(table([[one.id, one.name, sandbox_sentence(one) or str(one.program)] for one in found]))
    if any(one.sandbox is None for one in found):
        return EXIT_FOUND
    complain(str(log_in_failed_notice(LogInFailed(LogInTrouble.NO_BROWSER))))
    return EXIT_NONE


def _parser() -> argparse.ArgumentParser:
    return CommandParser(
        prog="ltx-desktop browsers",
        description=_(
            "Lists the browsers on this computer that ltx-desktop log-in can open: the name for "
            "--browser, what it is, and where."
        ),
        epilog=_("Exit code: 0 if there is one that can be used, 1 if not, 2 for wrong usage."),
    )
