"""`ltx-desktop log-in [EMAIL]`: log in in a browser, and renew or add the account with that."""

import argparse
from collections.abc import Sequence
from urllib.parse import urlsplit

from ltx_desktop.cli import session
from ltx_desktop.cli.answers import choice, is_anybody_there, is_yes
from ltx_desktop.cli.arguments import email
from ltx_desktop.cli.known import known_account
from ltx_desktop.cli.profile import Connected, Profile
from ltx_desktop.cli.sending import (
    EXIT_CANNOT_TELL,
    EXIT_NOT_RENEWED,
    EXIT_RENEWED,
    refuse,
    refuse_question,
    say_all,
    sending_parser,
    tell,
)
from ltx_desktop.cli.terminal import complain, say
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.draft import SENT_BEFORE, Draft, Question, Target
from ltx_desktop.services.log_in_outcomes import (
    InstalledBrowser,
    LoggedIn,
    LogInFailed,
    LogInOutcome,
    LogInStep,
)
from ltx_desktop.services.outcomes import SubmitOutcome, Submitted
from ltx_desktop.services.ports import Now
from ltx_desktop.wording.command_talk import (
    interrupted_sentence,
    nothing_sent,
    other_session,
)
from ltx_desktop.wording.forecast import forecast_sentences
from ltx_desktop.wording.log_in import (
    again_question,
    browser_unknown,
    forgotten_notice,
    log_in_failed_notice,
    log_in_not_kept,
    log_in_stopped,
    other_account_question,
    step_sentence,
    which_browser,
)
from ltx_desktop.wording.translation import _

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def run(arguments: Sequence[str], profile: Profile) -> int:
    """Exit codes are those of `renew`; nothing was sent where nobody logged in."""
    options = _parser().parse_args(arguments)
    with session.connected(profile) as service:
        if options.forget:
            return _forget(service, options.email)
        return _LogIn(options, service, profile.now).run()


def _forget(service: Connected, wanted: str | None) -> int:
    known = known_account(service.records, wanted) if wanted else None
    meant = known.email if known else wanted
    outcome = session.run(service, lambda talk: talk.log_in.profiles.forget(meant))
    is_done = not (outcome.still_open or outcome.storage)
    (say if is_done else complain)(str(forgotten_notice(outcome)))
    return EXIT_RENEWED if is_done else EXIT_NOT_RENEWED


class _LogIn:
    """Between its conversations with the service and the browser, a person is asked."""

    def __init__(self, options: argparse.Namespace, service: Connected, now: Now) -> None:
        self._options = options
        self._service = service
        self._now = now

    def run(self) -> int:
        # First: without the service there is no use in logging in.
        installed = session.run(self._service, self._begin)
        if installed is None:
            return EXIT_CANNOT_TELL
        wanted: str | None = self._options.email
        target: Target = wanted
        if wanted:
            target = known_account(self._service.records, wanted) or wanted
        browser = self._browser(installed, _email(target))
        if browser is None:
            return EXIT_NOT_RENEWED
        outcome = self._log_in(browser, target)
        if isinstance(outcome, LogInFailed):
            complain(nothing_sent(str(log_in_failed_notice(outcome))))
            return EXIT_NOT_RENEWED
        return self._send(outcome)

    async def _begin(self, service: Connected) -> tuple[InstalledBrowser, ...] | None:
        if not await session.refreshed(service):
            return None
        return await service.log_in.installed()

    def _browser(
        self, installed: Sequence[InstalledBrowser], email: str | None
    ) -> InstalledBrowser | None:
        """The one that was named, or used for the account before, or chosen now."""
        usable = [one for one in installed if one.sandbox is None]
        if named := self._options.browser:
            # One that cannot be used is opened, too: that fails with the reason.
            called = [one for one in installed if named.casefold() in _names(one)]
            if not called:
                complain(str(browser_unknown(named, usable)))
            return called[0] if called else None
        before = self._service.log_in.chosen_for(email) if email else None
        found = [one for one in usable if one.id == before] or usable
        if not found:
            complain(str(browser_unknown("", usable)))
            return None
        if len(found) == 1 or not is_anybody_there():
            return found[0]
        return found[choice(which_browser(found), len(found))]

    def _log_in(self, browser: InstalledBrowser, target: Target) -> LogInOutcome:
        is_open = False

        def report(step: LogInStep) -> None:
            nonlocal is_open
            is_open = step is not LogInStep.READING
            complain(step_sentence(step, browser.name, _email(target)))

        async def talk(service: Connected) -> LogInOutcome:
            return await service.log_in(browser, target, report, self._options.page)

        try:
            return session.run(self._service, talk)
        except (KeyboardInterrupt, session.Stopped):
            if is_open:
                complain(log_in_stopped(browser.name))
            raise

    def _send(self, done: LoggedIn) -> int:
        """Ask what the window would ask, send, and settle whose the profile is."""
        draft = done.draft
        if draft.is_refused:
            self._give_up(done)
            return refuse(draft.problems)
        complain(forecast_sentences(draft.owner, draft.forecast, self._now()))
        unasked = (*SENT_BEFORE, *draft.doubts)
        say_all([one for one in draft.problems if one not in unasked])
        try:
            agreed = self._agreed(draft)
        except KeyboardInterrupt:
            self._give_up(done)
            raise
        if agreed.question:
            self._give_up(done)
            return refuse_question(agreed, _email(agreed.target) or "")
        outcome = self._submitted(agreed)
        if isinstance(outcome, Submitted):
            self._keep(done, outcome.record.email)
        else:
            self._give_up(done)
        added = outcome.record.email if isinstance(outcome, Submitted) else ""
        return tell(outcome, _email(agreed.target) or added, self._now())

    def _agreed(self, draft: Draft) -> Draft:
        """The draft with the answers to its questions; one that was not agreed to stays open."""
        wanted = _email(draft.target) or ""
        owner = draft.owner.record or draft.owner.email
        if draft.question is Question.OTHER_OWNER and owner and is_anybody_there():
            complain(other_session(draft.owner, wanted))
            if is_yes(other_account_question(_email(owner) or "")):
                draft = self._service.draft(draft.values, draft.paste, owner, draft.answers)
        if draft.question is Question.SENT_BEFORE:
            if not self._options.again and is_anybody_there():
                say_all([one for one in draft.problems if one in SENT_BEFORE])
            if self._options.again or (is_anybody_there() and is_yes(again_question())):
                draft = self._service.draft(draft.values, draft.paste, draft.target, draft.agreed())
        return draft

    def _submitted(self, draft: Draft) -> SubmitOutcome:
        is_sending = False

        async def talk(service: Connected) -> SubmitOutcome:
            nonlocal is_sending
            # What the submit changed shows only against a fresh list.
            await service.refresh()
            is_sending = True
            outcome = await service.submit(draft, self._options.max_jobs or draft.max_jobs)
            is_sending = False
            return outcome

        try:
            return session.run(self._service, talk)
        except (KeyboardInterrupt, session.Stopped):
            if is_sending:
                complain(interrupted_sentence())
            raise

    def _keep(self, done: LoggedIn, email: str) -> None:
        log_in = self._service.log_in
        for reason in (
            log_in.profiles.keep(done.profile, email, done.browser.id),
            log_in.choose(email, done.browser.id),
        ):
            if reason:
                complain(log_in_not_kept(reason))

    def _give_up(self, done: LoggedIn) -> None:
        """A profile in which somebody else has logged in is of no use to its account."""
        is_others = done.draft.question is Question.OTHER_OWNER

        async def talk(service: Connected) -> None:
            profiles = service.log_in.profiles
            await (profiles.wipe if is_others else profiles.let_go)(done.profile)

        session.run(self._service, talk)


def _email(target: Target) -> str | None:
    return target.email if isinstance(target, AccountRecord) else target


def _names(browser: InstalledBrowser) -> set[str]:
    """What `--browser` may call it."""
    return {browser.id, browser.name.casefold(), browser.program.name.casefold()}


def _demo_page(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme != "http" or parts.hostname not in _LOOPBACK:
        raise argparse.ArgumentTypeError(_("the page of a demo service is on this computer"))
    return text


def _parser() -> argparse.ArgumentParser:
    parser = sending_parser(
        "log-in",
        _(
            "Opens a browser in which you log in to LTX Studio, and renews the account with that, "
            "or adds it. Each account has a browser profile of its own on this computer."
        ),
        max_jobs_help=_("default: what the account has, else 20"),
        again_help=_("send a session that was sent before, knowingly"),
    )
    parser.add_argument(
        "email",
        type=email,
        nargs="?",
        metavar="EMAIL",
        help=_("the account that you mean; without it one is added, or the one that you log in to"),
    )
    parser.add_argument(
        "--browser",
        metavar="NAME",
        help=_("as ltx-desktop browsers lists them; default: the one of the last time"),
    )
    parser.add_argument(
        "--page",
        type=_demo_page,
        metavar="ADDRESS",
        help=_("log in at the page of a demo service instead"),
    )
    parser.add_argument(
        "--forget",
        action="store_true",
        help=_("log in nowhere: remove the account's browser profiles, or all of them"),
    )
    return parser
