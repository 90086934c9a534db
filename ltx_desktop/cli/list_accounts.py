"""`ltx-desktop list`: all accounts, most urgent first."""

import argparse
import json
from collections.abc import Sequence
from datetime import datetime

from ltx_desktop.cli.accounts import Reading, read_accounts
from ltx_desktop.cli.parser import CommandParser
from ltx_desktop.cli.profile import Profile
from ltx_desktop.cli.table import table
from ltx_desktop.cli.terminal import say
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.wording.account_fields import account_fields, moment
from ltx_desktop.wording.called import called
from ltx_desktop.wording.durations import age
from ltx_desktop.wording.states import access_text, deadline_text, state_word
from ltx_desktop.wording.translation import _

EXIT_LISTED = 0
EXIT_CANNOT_TELL = 2


def run(arguments: Sequence[str], profile: Profile) -> int:
    """Returns 0, or 2 where the accounts could not be read."""
    options = _parser().parse_args(arguments)
    reading = read_accounts(profile, offline=options.offline, with_slots=options.json)
    if reading is None:
        return EXIT_CANNOT_TELL
    if options.json:
        say(json.dumps(_as_json(reading), indent=2))
    elif not reading.judged:
        say(_("No accounts yet."))
    else:
        say(table([_headings(), *(_row(one, reading.now) for one in reading.judged)]))
    return EXIT_LISTED


def _as_json(reading: Reading) -> dict[str, object]:
    slots = reading.slots
    return {
        "read_at": moment(reading.read_at),
        "slots": {"allowed": slots.allowed, "used": slots.used} if slots else None,
        "accounts": [account_fields(one, reading.now) for one in reading.judged],
    }


def _headings() -> list[str]:
    return [
        _("State"),
        _("Account"),
        _("Renew within"),
        _("Access token"),
        _("Max jobs"),
        _("Updated"),
    ]


def _row(judged: Judged, now: datetime) -> list[str]:
    account, expiry = judged.record.account, judged.expiry
    return [
        state_word(expiry.state),
        called(judged.record),
        deadline_text(expiry, now),
        access_text(expiry, now),
        "-" if account.max_jobs is None else str(account.max_jobs),
        "-" if account.updated is None else age(account.updated, now),
    ]


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="ltx-desktop list",
        description=_("All accounts of the service, most urgent first."),
        epilog=_(
            "The API token is taken from LTX_API_TOKEN, else from the keyring. "
            "Exit code: 0 if the accounts were read, 2 if not, or for wrong usage."
        ),
    )
    parser.add_argument("--json", action="store_true", help=_("for scripts"))
    parser.add_argument(
        "--offline",
        action="store_true",
        help=_("as they are stored on this computer; asks neither service nor keyring"),
    )
    return parser
