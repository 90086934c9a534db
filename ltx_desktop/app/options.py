"""What is asked of the window on the command line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from ltx_desktop import __version__
from ltx_desktop.app.refusal import refuse
from ltx_desktop.wording.translation import _

if TYPE_CHECKING:
    from argparse import ArgumentParser


COMMANDS = (
    *("list", "check", "renew", "log-in", "remove"),
    *("account", "history", "settings"),
    *("browsers", "paste-info", "menu-entry", "demo-server"),
)
"""What does without a screen, and stands first: `app.main` runs it."""


class Options(NamedTuple):
    demo: bool = False
    hidden: bool = False
    fault: Sequence[str] = ()


def parse(arguments: Sequence[str]) -> Options:
    """Ends the process with 2 where they are wrong, and with 0 after `--help` and `--version`."""
    if not arguments:
        return Options()
    parsed = _parser().parse_args(arguments)
    return Options(parsed.demo, parsed.hidden, parsed.fault)


def _parser() -> "ArgumentParser":
    from ltx_desktop.cli.parser import Parser  # most starts have no words at all

    class WindowParser(Parser):
        def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
            if message:
                refuse(message)
            raise SystemExit(status)

    parser = WindowParser(
        prog="ltx-desktop",
        description=_("LTX Accounts: the LTX Studio accounts of your useapi.net subscription."),
    )
    parser.add_argument(
        "command",
        nargs="?",
        type=_no_command,
        metavar="COMMAND",
        help=_("without a screen, in place of all options: {commands}; each has --help").format(
            commands=", ".join(COMMANDS)
        ),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"LTX Accounts {__version__}",
        help=_("show the version and exit"),
    )
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


def _no_command(word: str) -> NoReturn:
    """A command that stands first does not come here."""
    from argparse import ArgumentTypeError  # rarely needed

    if word in COMMANDS:
        raise ArgumentTypeError(_("{command} has to be the first word").format(command=word))
    raise ArgumentTypeError(
        _("there is no command {word}; the commands are {commands}").format(
            word=word, commands=", ".join(COMMANDS)
        )
    )
