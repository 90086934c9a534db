"""What renew and log-in have in common: their parser, refusing a session, reporting the outcome."""

import argparse
from collections.abc import Sequence
from datetime import datetime

from ltx_desktop.cli.arguments import max_jobs
from ltx_desktop.cli.parser import CommandParser
from ltx_desktop.cli.terminal import complain, say
from ltx_desktop.domain.draft import READER_DEFECT, SENT_BEFORE, Draft, Question
from ltx_desktop.domain.problem import Problem, ProblemCode, Severity
from ltx_desktop.services.outcomes import (
    AlreadySent,
    ChangedMeanwhile,
    Failure,
    NotConfirmed,
    NotSent,
    Rejected,
    SubmitOutcome,
    Submitted,
)
from ltx_desktop.wording.command_failures import command_failure
from ltx_desktop.wording.command_talk import command_problem, nothing_sent, other_session
from ltx_desktop.wording.failures import refused_cookies_notice
from ltx_desktop.wording.outcomes import (
    changed_meanwhile_notice,
    not_confirmed_notice,
    other_account_sentence,
    submitted_notice,
)
from ltx_desktop.wording.translation import _

EXIT_RENEWED = 0
EXIT_NOT_RENEWED = 1
EXIT_CANNOT_TELL = 2


def sending_parser(
    command: str, description: str, *, max_jobs_help: str, again_help: str
) -> argparse.ArgumentParser:
    """The parser of a command that sends cookies, without its account."""
    parser = CommandParser(
        prog=f"ltx-desktop {command}",
        description=description,
        epilog=_(
            "The API token is taken from LTX_API_TOKEN, else from the keyring. Exit code: 0 if "
            "the account was renewed or added, 1 if not, 2 if the service could not be asked or "
            "what became of it could not be told, or for wrong usage."
        ),
    )
    parser.add_argument("--max-jobs", type=max_jobs, metavar="N", help=max_jobs_help)
    parser.add_argument("--again", action="store_true", help=again_help)
    return parser


def tell(outcome: SubmitOutcome, wanted: str, now: datetime) -> int:
    match outcome:
        case Submitted():
            say(str(submitted_notice(outcome, now)))
            if outcome.record.email.casefold() != wanted.casefold():
                complain(other_account_sentence(wanted, outcome.record.email))
                return EXIT_NOT_RENEWED
            return EXIT_NOT_RENEWED if outcome.renewal(now).failed else EXIT_RENEWED
        case NotConfirmed():
            complain(str(not_confirmed_notice(outcome)))
            return EXIT_CANNOT_TELL
        case ChangedMeanwhile():
            complain(str(changed_meanwhile_notice(outcome, now)))
            return EXIT_NOT_RENEWED
        case NotSent(problems):
            return refuse(problems)
        case AlreadySent():
            return refuse([Problem(ProblemCode.ALREADY_SENT)])
        case Rejected():
            complain(str(refused_cookies_notice(outcome)))
            return EXIT_NOT_RENEWED
        case _:
            return _fail(outcome)


def _fail(failure: Failure) -> int:
    complain(str(command_failure(failure)))
    return EXIT_CANNOT_TELL


def refuse_question(draft: Draft, wanted: str) -> int:
    """Where nobody can be asked."""
    if draft.question is Question.OTHER_OWNER:
        complain(nothing_sent(other_session(draft.owner, wanted)))
        return EXIT_NOT_RENEWED
    if draft.question is Question.DOUBT:
        return refuse(draft.doubts)
    asked = SENT_BEFORE if draft.question is Question.SENT_BEFORE else (READER_DEFECT,)
    return refuse([one for one in draft.problems if one in asked])


def refuse(problems: Sequence[Problem]) -> int:
    *first, last = [command_problem(one) for one in problems if one.severity is not Severity.NOTE]
    for sentence in first:
        complain(sentence)
    complain(nothing_sent(last))
    return EXIT_NOT_RENEWED


def say_all(problems: Sequence[Problem]) -> None:
    for problem in problems:
        complain(command_problem(problem))
