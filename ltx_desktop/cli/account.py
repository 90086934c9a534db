"""`ltx-desktop account EMAIL`: what this computer knows about an account, and its name."""

import argparse
import json
from collections.abc import Sequence

from ltx_desktop.cli.arguments import email
from ltx_desktop.cli.known import known_account, nearest_email
from ltx_desktop.cli.parser import CommandParser
from ltx_desktop.cli.profile import Profile, Remembered
from ltx_desktop.cli.terminal import complain, say
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.label import LabelFault
from ltx_desktop.domain.urgency import judge
from ltx_desktop.wording.account_fields import account_fields
from ltx_desktop.wording.command_talk import unknown_account
from ltx_desktop.wording.labels import label_fault_sentence, labelled_notice
from ltx_desktop.wording.lifetimes import account_lines
from ltx_desktop.wording.translation import _

EXIT_DONE = 0
EXIT_NOT_DONE = 1
EXIT_CANNOT_TELL = 2


def run(arguments: Sequence[str], profile: Profile) -> int:
    """Returns 0, 1 where the account is unknown or cannot be called so, 2 where it is not kept."""
    options = _parser().parse_args(arguments)
    with profile.remembered() as remembered:
        for notice in remembered.notices:
            complain(str(notice))
        record = known_account(remembered.records, options.email)
        if record is None:
            nearest = nearest_email(remembered.records, options.email)
            complain(str(unknown_account(options.email, nearest)))
            return EXIT_NOT_DONE
        if options.name is None and options.note is None:
            _show(record, remembered, profile, as_json=options.json)
            return EXIT_DONE
        return _label(record, remembered, options.name, options.note)


def _show(
    record: AccountRecord, remembered: Remembered, profile: Profile, *, as_json: bool
) -> None:
    now = profile.now()
    (judged,) = judge([record], now, remembered.thresholds)
    if as_json:
        say(json.dumps(account_fields(judged, now), indent=2))
    else:
        say("\n".join(account_lines(judged, remembered.records.records(), now)))


def _label(
    record: AccountRecord, remembered: Remembered, name: str | None, note: str | None
) -> int:
    label = record.label
    done = remembered.label_account(
        record.email,
        label.name if name is None else name,
        label.note if note is None else note,
    )
    if isinstance(done, LabelFault):
        complain(label_fault_sentence(done))
        return EXIT_NOT_DONE
    say(str(labelled_notice(done)))
    return EXIT_CANNOT_TELL if done.storage else EXIT_DONE


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="ltx-desktop account",
        description=_(
            "Shows what this computer knows about an account, or gives it a name and a note. Both "
            "stay on this computer."
        ),
        epilog=_(
            "Exit code: 0 if it was shown or done, 1 if the account is unknown or cannot be "
            "called so, 2 if it could not be stored, or for wrong usage."
        ),
    )
    parser.add_argument("email", type=email, metavar="EMAIL")
    parser.add_argument("--name", metavar="NAME", help=_('its name; "" removes it'))
    parser.add_argument("--note", metavar="NOTE", help=_('a note about it; "" removes it'))
    parser.add_argument("--json", action="store_true", help=_("for scripts"))
    return parser
