"""`ltx-desktop history [EMAIL]`: what happened to the accounts."""

import argparse
import json
from collections.abc import Sequence

from ltx_desktop.cli.answers import is_anybody_there, is_yes
from ltx_desktop.cli.arguments import email
from ltx_desktop.cli.known import known_account
from ltx_desktop.cli.parser import CommandParser
from ltx_desktop.cli.profile import Profile, Remembered
from ltx_desktop.cli.table import table
from ltx_desktop.cli.terminal import complain, say
from ltx_desktop.domain.history import Entry
from ltx_desktop.services.read_history import HistoryUnreadable
from ltx_desktop.wording.history import (
    history_as_csv,
    history_fields,
    history_row,
    unreadable_history_notice,
)
from ltx_desktop.wording.labels import forget_question, forgotten_notice, not_forgotten_notice
from ltx_desktop.wording.translation import _

EXIT_DONE = 0
EXIT_NOT_DONE = 1
EXIT_CANNOT_TELL = 2


def run(arguments: Sequence[str], profile: Profile) -> int:
    """Returns 0, 1 where nothing was forgotten, 2 where the history could not be used."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.forget and not options.email:
        parser.error(_("--forget needs the EMAIL of an account"))
    with profile.remembered() as remembered:
        for notice in remembered.notices:
            complain(str(notice))
        meant = _meant(remembered, options.email)
        if options.forget and meant:
            return _forget(remembered, meant, is_agreed=options.yes)
        entries = remembered.read_history(meant)
        if isinstance(entries, HistoryUnreadable):
            complain(str(unreadable_history_notice(entries)))
            return EXIT_CANNOT_TELL
        _show(entries, options)
        return EXIT_DONE


def _meant(remembered: Remembered, wanted: str | None) -> str | None:
    """A removed account is not known any more, but has a history."""
    known = known_account(remembered.records, wanted) if wanted else None
    return known.email if known else wanted


def _show(entries: Sequence[Entry], options: argparse.Namespace) -> None:
    if options.json:
        fields = [*map(history_fields, entries)]
        say(json.dumps({"entries": fields}, indent=2))
    elif options.csv:
        say(history_as_csv(entries).rstrip("\r\n"))
    elif not entries:
        say(_("Nothing has happened yet."))
    else:
        say(table([[_("When"), _("Account"), _("What")], *map(history_row, entries)]))


def _forget(remembered: Remembered, meant: str, *, is_agreed: bool) -> int:
    if not is_agreed and not (is_anybody_there() and is_yes(str(forget_question(meant)))):
        complain(str(not_forgotten_notice(meant)))
        return EXIT_NOT_DONE
    storage = remembered.forget_account(meant)
    if storage:
        complain(str(forgotten_notice(meant, storage)))
        return EXIT_CANNOT_TELL
    say(str(forgotten_notice(meant, None)))
    return EXIT_DONE


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="ltx-desktop history",
        description=_(
            "What happened to an account, or to all: what was sent and what came of it, errors, "
            "dates that moved, sessions that ended. It is kept on this computer only, without "
            "secrets."
        ),
        epilog=_(
            "Exit code: 0 if it was shown or forgotten, 1 if nothing was forgotten, 2 if the "
            "history could not be used, or for wrong usage."
        ),
    )
    parser.add_argument("email", type=email, nargs="?", metavar="EMAIL")
    formats = parser.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help=_("for scripts"))
    formats.add_argument("--csv", action="store_true", help=_("for spreadsheets"))
    formats.add_argument(
        "--forget",
        action="store_true",
        help=_("remove history, name, note and what was learned; the account stays"),
    )
    parser.add_argument("--yes", action="store_true", help=_("do not ask"))
    return parser
