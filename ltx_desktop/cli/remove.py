"""`ltx-desktop remove EMAIL`: take an account off the service."""

import argparse
from collections.abc import Sequence

from ltx_desktop.cli import session
from ltx_desktop.cli.answers import is_anybody_there, is_yes
from ltx_desktop.cli.arguments import email
from ltx_desktop.cli.known import known_account, nearest_email
from ltx_desktop.cli.parser import CommandParser
from ltx_desktop.cli.profile import Profile
from ltx_desktop.cli.terminal import complain, say
from ltx_desktop.services.outcomes import Rejected, RemovedFromService, RemoveOutcome
from ltx_desktop.wording.command_failures import command_failure
from ltx_desktop.wording.command_talk import (
    kept_notice,
    unconfirmed_removal,
    unknown_account,
)
from ltx_desktop.wording.outcomes import removal_question, removed_notice
from ltx_desktop.wording.translation import _

EXIT_REMOVED = 0
EXIT_KEPT = 1
EXIT_CANNOT_TELL = 2


def run(arguments: Sequence[str], profile: Profile) -> int:
    """Returns 0 where it is gone, 1 where it was not removed, 2 where nobody can tell."""
    options = _parser().parse_args(arguments)
    with session.connected(profile) as service:
        known = known_account(service.records, options.email)
        meant = known.email if known else options.email
        if not options.yes and not _confirmed(meant):
            return EXIT_KEPT
        outcome = session.run(service, lambda talk: talk.remove(meant))
        if known is None and isinstance(outcome, RemovedFromService) and outcome.already_gone:
            complain(str(unknown_account(meant, nearest_email(service.records, meant))))
            return EXIT_KEPT
        return _tell(outcome)


def _confirmed(meant: str) -> bool:
    if not is_anybody_there():
        complain(str(unconfirmed_removal(meant)))
        return False
    if is_yes(str(removal_question([meant]))):
        return True
    complain(str(kept_notice(meant)))
    return False


def _tell(outcome: RemoveOutcome) -> int:
    match outcome:
        case RemovedFromService():
            say(str(removed_notice(outcome)))
            return EXIT_REMOVED
        case Rejected():
            complain(str(command_failure(outcome)))
            return EXIT_KEPT
        case _:
            complain(str(command_failure(outcome)))
            return EXIT_CANNOT_TELL


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="ltx-desktop remove",
        description=_(
            "Removes an account from the service. This cannot be undone: to add it again, fresh "
            "cookies are needed."
        ),
        epilog=_(
            "The API token is taken from LTX_API_TOKEN, else from the keyring. Exit code: 0 if "
            "the account is gone, 1 if it was left alone or is unknown, 2 if the service could "
            "not be asked, or for wrong usage."
        ),
    )
    parser.add_argument("email", type=email, metavar="EMAIL")
    parser.add_argument("--yes", action="store_true", help=_("do not ask"))
    return parser
