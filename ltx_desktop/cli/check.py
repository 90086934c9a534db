"""`ltx-desktop check`: does an account need renewing? Made for cron: the exit code answers."""

import argparse
import json
from collections.abc import Sequence
from datetime import timedelta

from ltx_desktop.cli.accounts import Reading, read_accounts
from ltx_desktop.cli.arguments import span
from ltx_desktop.cli.parser import CommandParser
from ltx_desktop.cli.profile import Profile
from ltx_desktop.cli.terminal import say
from ltx_desktop.domain.urgency import Judged, ends_within
from ltx_desktop.wording.account_fields import account_fields, moment
from ltx_desktop.wording.check import check_lines
from ltx_desktop.wording.translation import _

_DEFAULT_WITHIN = timedelta(days=7)

_EXIT_CODES = {"fine": 0, "renew": 1, "unknown": 2}


def run(arguments: Sequence[str], profile: Profile) -> int:
    """Returns 0 where all is fine, 1 where something needs renewal, 2 where nobody can tell."""
    options = _parser().parse_args(arguments)
    within: timedelta = options.within
    reading = read_accounts(profile, offline=options.offline)
    verdict = "unknown" if reading is None else _verdict(reading, within)
    if options.json:
        say(json.dumps(_as_json(verdict, within, reading), indent=2))
    elif reading is not None:
        due = [one for one in reading.judged if _needs(one, reading, within)]
        unknown = [one for one in reading.judged if _needs(one, reading, within) is None]
        say("\n".join(check_lines(reading.judged, due, unknown, within, reading.now)))
    return _EXIT_CODES[verdict]


def _verdict(reading: Reading, within: timedelta) -> str:
    answers = [_needs(one, reading, within) for one in reading.judged]
    if any(answers):
        return "renew"
    return "unknown" if None in answers else "fine"


def _needs(judged: Judged, reading: Reading, within: timedelta) -> bool | None:
    """Whether a person has to act in time; None where its end, or the time, is unknown."""
    if not reading.is_certain:
        return None
    if ends_within(judged.expiry, reading.now, within):
        return True
    return None if judged.expiry.deadline is None else False


def _as_json(verdict: str, within: timedelta, reading: Reading | None) -> dict[str, object]:
    return {
        "verdict": verdict,
        "within_seconds": int(within.total_seconds()),
        "read_at": moment(reading.read_at) if reading else None,
        "accounts": [
            account_fields(one, reading.now) | {"ends_within": _needs(one, reading, within)}
            for one in reading.judged
        ]
        if reading
        else [],
    }


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="ltx-desktop check",
        description=_("Tells whether an account has to be renewed within a span of time."),
        epilog=_(
            "The API token is taken from LTX_API_TOKEN, else from the keyring. Exit code: 0 if "
            "all accounts are fine, 1 if one needs renewal, 2 if that could not be told, or for "
            "wrong usage."
        ),
    )
    parser.add_argument(
        "--within",
        type=span,
        default=_DEFAULT_WITHIN,
        metavar="SPAN",
        help=_("7d, 36h, 90m, 2w or 1d12h; default: 7d"),
    )
    parser.add_argument("--json", action="store_true", help=_("for scripts"))
    parser.add_argument(
        "--offline",
        action="store_true",
        help=_("judge what is stored on this computer; asks neither service nor keyring"),
    )
    return parser
