"""`ltx-desktop renew EMAIL < FILE`: send the cookies of a paste, and tell what that changed."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from ltx_desktop.cli import session
from ltx_desktop.cli.arguments import email, max_jobs
from ltx_desktop.cli.known import known_account
from ltx_desktop.cli.parser import CommandParser
from ltx_desktop.cli.pasted import read_standard_input
from ltx_desktop.cli.profile import Connected, Profile
from ltx_desktop.cli.terminal import complain, say
from ltx_desktop.domain.cookies import LT_REFRESH_TOKEN
from ltx_desktop.domain.draft import (
    READER_DEFECT,
    SENT_BEFORE,
    Answers,
    Draft,
    Question,
    draft_of_paste,
)
from ltx_desktop.domain.paste import Paste
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
from ltx_desktop.wording.command_talk import (
    command_problem,
    interrupted_sentence,
    nothing_sent,
    other_session,
)
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


def run(arguments: Sequence[str], profile: Profile, source: BinaryIO | None = None) -> int:
    """Read standard input, or `source`.

    Returns 0 where the account was renewed or added, 1 where it was not, 2 where nobody can
    tell or the service could not be asked.
    """
    options = _parser().parse_args(arguments)
    now = profile.now()
    paste = read_standard_input(source, now)
    draft = draft_of_paste(paste, now)
    if draft.is_refused:
        return _refuse(draft.problems)
    if draft.question:
        return _refuse_question(draft, options.email)
    _say_all(draft.problems)
    renewal = _Renewal(options.email, options.max_jobs, paste, profile, again=options.again)
    with session.connected(profile) as service:
        try:
            return session.run(service, renewal)
        except (KeyboardInterrupt, session.Stopped):
            if renewal.sending:
                complain(interrupted_sentence())
            raise


class _Renewal:
    """The talk with the service; `sending` tells whether cookies may be on their way."""

    def __init__(
        self,
        wanted: str,
        max_jobs: int | None,
        paste: Paste,
        profile: Profile,
        *,
        again: bool,
    ) -> None:
        self.sending = False
        self._again = again
        self._wanted = wanted
        self._max_jobs = max_jobs
        self._paste = paste
        self._now = profile.now

    async def __call__(self, service: Connected) -> int:
        # First: only a fresh list tells whom the service knows, and what the submit changed.
        if not await session.refreshed(service):
            return EXIT_CANNOT_TELL
        meant = known_account(service.records, self._wanted)
        values = self._paste.cookies
        answers = Answers(again=values.get(LT_REFRESH_TOKEN) if self._again else None)
        draft = service.draft(values, self._paste, meant or self._wanted, answers)
        if draft.question:
            return _refuse_question(draft, self._wanted)
        _say_all([one for one in draft.owner.problems if one not in SENT_BEFORE])
        self.sending = True
        outcome = await service.submit(draft, self._max_jobs or draft.max_jobs)
        self.sending = False
        return _tell(outcome, meant.email if meant else self._wanted, self._now())


def _tell(outcome: SubmitOutcome, wanted: str, now: datetime) -> int:
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
            return _refuse(problems)
        case AlreadySent():
            return _refuse([Problem(ProblemCode.ALREADY_SENT)])
        case Rejected():
            complain(str(refused_cookies_notice(outcome)))
            return EXIT_NOT_RENEWED
        case _:
            return _fail(outcome)


def _fail(failure: Failure) -> int:
    complain(str(command_failure(failure)))
    return EXIT_CANNOT_TELL


def _refuse_question(draft: Draft, wanted: str) -> int:
    """A command can ask nobody."""
    if draft.question is Question.OTHER_OWNER:
        complain(nothing_sent(other_session(draft.owner, wanted)))
        return EXIT_NOT_RENEWED
    if draft.question is Question.DOUBT:
        return _refuse(draft.doubts)
    asked = SENT_BEFORE if draft.question is Question.SENT_BEFORE else (READER_DEFECT,)
    return _refuse([one for one in draft.problems if one in asked])


def _refuse(problems: Sequence[Problem]) -> int:
    *first, last = [command_problem(one) for one in problems if one.severity is not Severity.NOTE]
    for sentence in first:
        complain(sentence)
    complain(nothing_sent(last))
    return EXIT_NOT_RENEWED


def _say_all(problems: Sequence[Problem]) -> None:
    for problem in problems:
        complain(command_problem(problem))


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="ltx-desktop renew",
        description=_(
            "Renews an account, or adds it, with the cookies on standard input: whatever "
            "ltx-desktop paste-info recognises."
        ),
        epilog=_(
            "The API token is taken from LTX_API_TOKEN, else from the keyring. Exit code: 0 if "
            "the account was renewed or added, 1 if not, 2 if the service could not be asked or "
            "what became of it could not be told, or for wrong usage."
        ),
    )
    parser.add_argument("email", type=email, metavar="EMAIL", help=_("the account that you mean"))
    parser.add_argument(
        "--max-jobs",
        type=max_jobs,
        metavar="N",
        help=_("default: what the paste says, else what the account has, else 20"),
    )
    parser.add_argument(
        "--again", action="store_true", help=_("send cookies that were sent before, knowingly")
    )
    return parser
