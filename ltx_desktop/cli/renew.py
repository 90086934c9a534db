"""`ltx-desktop renew EMAIL < FILE`: send the cookies of a paste, and tell what that changed."""

import argparse
from collections.abc import Sequence
from typing import BinaryIO

from ltx_desktop.cli import session
from ltx_desktop.cli.arguments import email
from ltx_desktop.cli.known import known_account
from ltx_desktop.cli.pasted import read_standard_input
from ltx_desktop.cli.profile import Connected, Profile
from ltx_desktop.cli.sending import (
    EXIT_CANNOT_TELL,
    refuse,
    refuse_question,
    say_all,
    sending_parser,
    tell,
)
from ltx_desktop.cli.terminal import complain
from ltx_desktop.domain.cookies import LT_REFRESH_TOKEN
from ltx_desktop.domain.draft import (
    SENT_BEFORE,
    Answers,
    draft_of_paste,
)
from ltx_desktop.domain.paste import Paste
from ltx_desktop.domain.paste.unproven import unproven
from ltx_desktop.wording.command_talk import (
    interrupted_sentence,
)
from ltx_desktop.wording.recognition import unproven_sentence
from ltx_desktop.wording.translation import _


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
        return refuse(draft.problems)
    if draft.question:
        return refuse_question(draft, options.email)
    say_all(draft.problems)
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
            return refuse_question(draft, self._wanted)
        say_all([one for one in draft.owner.problems if one not in SENT_BEFORE])
        for one in unproven(self._paste, draft.last_lengths):
            if one.differs:
                complain(unproven_sentence(one))
        self.sending = True
        outcome = await service.submit(draft, self._max_jobs or draft.max_jobs)
        self.sending = False
        return tell(outcome, meant.email if meant else self._wanted, self._now())


def _parser() -> argparse.ArgumentParser:
    parser = sending_parser(
        "renew",
        _(
            "Renews an account, or adds it, with the cookies on standard input: whatever "
            "ltx-desktop paste-info recognises."
        ),
        max_jobs_help=_("default: what the paste says, else what the account has, else 20"),
        again_help=_("send cookies that were sent before, knowingly"),
    )
    parser.add_argument("email", type=email, metavar="EMAIL", help=_("the account that you mean"))
    return parser
