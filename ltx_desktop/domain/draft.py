"""A session before it is sent: what is wrong with it, whose it is, and whether it may go."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum, unique

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.cookies import (
    COOKIE_NAMES,
    LT_REFRESH_TOKEN,
    LT_TOKEN,
    is_doubtful,
    refused,
)
from ltx_desktop.domain.fingerprint import Fingerprints
from ltx_desktop.domain.jwt import read_claims
from ltx_desktop.domain.max_jobs import DEFAULT_MAX_JOBS, is_max_jobs
from ltx_desktop.domain.owner import Owner, owner_of
from ltx_desktop.domain.paste import Paste, PasteFormat, check_fields
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret

SENT_BEFORE = (Problem(ProblemCode.SAME_SESSION), Problem(ProblemCode.ALREADY_SENT))
READER_DEFECT = Problem(ProblemCode.READER_DEFECT)

_NO_REAL_EXPIRY = timedelta(hours=24)
"""Cookie-Editor writes this as the end of session cookies into cookies.txt."""

Target = AccountRecord | str | None
"""What a session is meant for: an account, the email of one that is not known, or any."""


@unique
class Question(StrEnum):
    """What a person has to decide before a session is sent."""

    OTHER_OWNER = "other-owner"
    READER_DEFECT = "reader-defect"
    DOUBT = "doubt"
    SENT_BEFORE = "sent-before"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person agreed to: the values of a paste in spite of a defect, and one more sending.

    `confirmed` are values that are whole though they look damaged, `again` is the refresh token of
    the session that may be sent again.
    """

    trusted: Paste | None = None
    confirmed: Mapping[str, Secret] | None = field(default=None, repr=False)
    again: Secret | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What this machine knows: the accounts, those that vanished, and whether this was sent."""

    records: tuple[AccountRecord, ...] = ()
    vanished: tuple[AccountRecord, ...] = ()
    fingerprints: Fingerprints = field(default_factory=lambda: Fingerprints(b""))
    was_sent: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a session promises before it is sent.

    `is_known` tells that the account is in the list already. `access_ends` is the end of the
    access token, `cookie_ends` that of the refresh token's cookie by its own date; None where
    nothing tells or it has passed.
    """

    is_known: bool = False
    access_ends: datetime | None = None
    cookie_ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The values of the three cookies, where they come from, and the account they are meant for.

    `problems` are all that is wrong with them; `question` is what is to be asked first.
    """

    values: Mapping[str, Secret] = field(repr=False)
    paste: Paste | None
    target: Target
    answers: Answers
    owner: Owner
    problems: tuple[Problem, ...]
    question: Question | None
    forecast: Forecast

    @property
    def is_refused(self) -> bool:
        return refused(self.problems)

    @property
    def is_again(self) -> bool:
        """Whether a person agreed to send this session though it was sent before."""
        return _is_again(self.values, self.answers)

    @property
    def may_be_sent(self) -> bool:
        return not self.is_refused and self.question is None

    @property
    def sent_before(self) -> Problem | None:
        """Why it seems that this session was sent before."""
        return next((one for one in SENT_BEFORE if one in self.problems), None)

    @property
    def last_lengths(self) -> Mapping[str, int]:
        """How long the values were that were accepted last for the account."""
        record = self.target if isinstance(self.target, AccountRecord) else self.owner.record
        submission = record.submission if record else None
        return dict(zip(COOKIE_NAMES, (submission and submission.lengths) or (), strict=False))

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """What a person has to compare with the browser."""
        return tuple(one for one in self.problems if one.is_doubt)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is wrong with all of it together, and is no question."""
        asked = (READER_DEFECT, *SENT_BEFORE, *self.doubts)
        return tuple(one for one in self.problems if one.field is None and one not in asked)

    @property
    def max_jobs(self) -> int:
        """What the paste says, else what the account has, else the service's default."""
        present = self.target.account.max_jobs if isinstance(self.target, AccountRecord) else None
        wanted = (self.paste.max_jobs if self.paste else None, present)
        return next((jobs for jobs in wanted if is_max_jobs(jobs)), DEFAULT_MAX_JOBS)

    def agreed(self) -> Answers:
        """The answers with a yes to the open question, good for these values alone."""
        if self.question is Question.READER_DEFECT:
            return replace(self.answers, trusted=self.paste)
        if self.question is Question.DOUBT:
            return replace(self.answers, confirmed=dict(self.values))
        return replace(self.answers, again=self.values.get(LT_REFRESH_TOKEN))


def draft_of(
    values: Mapping[str, Secret],
    paste: Paste | None,
    target: Target,
    known: Known,
    now: datetime,
    answers: Answers = Answers(),
) -> Draft:
    """Check a session that is meant for `target`; `paste` is where values may come from."""
    owner = owner_of(values, known.records, known.fingerprints, known.vanished)
    problems = (*check_fields(values, paste, now), *owner.problems)
    if known.was_sent and not set(SENT_BEFORE) & set(problems):
        problems = (*problems, Problem(ProblemCode.ALREADY_SENT))
    question = None
    if not refused(problems):
        question = _question(values, paste, target, owner, problems, answers)
    return Draft(
        values=values,
        paste=paste,
        target=target,
        answers=answers,
        owner=owner,
        problems=problems,
        question=question,
        forecast=_forecast(values, paste, target, owner, now),
    )


def draft_of_paste(paste: Paste, now: datetime) -> Draft:
    """What a paste is good for by itself; what is wrong with it as a whole counts, too."""
    draft = draft_of(paste.cookies, paste, None, Known(), now)
    problems = tuple(dict.fromkeys([*paste.problems, *(draft.problems if paste.cookies else ())]))
    question = None if refused(problems) else draft.question
    return replace(draft, problems=problems, question=question)


def _question(
    values: Mapping[str, Secret],
    paste: Paste | None,
    target: Target,
    owner: Owner,
    problems: tuple[Problem, ...],
    answers: Answers,
) -> Question | None:
    if not _may_be(owner, target):
        return Question.OTHER_OWNER
    if READER_DEFECT in problems and answers.trusted is not paste:
        return Question.READER_DEFECT
    if is_doubtful(problems) and answers.confirmed != values:
        return Question.DOUBT
    if set(SENT_BEFORE) & set(problems) and not _is_again(values, answers):
        return Question.SENT_BEFORE
    return None


def _is_again(values: Mapping[str, Secret], answers: Answers) -> bool:
    return answers.again is not None and answers.again == values.get(LT_REFRESH_TOKEN)


def _may_be(owner: Owner, target: Target) -> bool:
    """Whether nothing speaks against the session being that of `target`."""
    if target is None:
        return True
    if isinstance(target, AccountRecord):
        return owner.may_be(target)
    if owner.email is not None:
        return owner.email.casefold() == target.casefold()
    return not owner.by_id


def _forecast(
    values: Mapping[str, Secret], paste: Paste | None, target: Target, owner: Owner, now: datetime
) -> Forecast:
    claims = read_claims(values[LT_TOKEN]) if LT_TOKEN in values else None
    access_ends = claims.expiry if claims else None
    return Forecast(
        is_known=target is None and owner.record is not None,
        access_ends=access_ends if access_ends and access_ends > now else None,
        cookie_ends=_cookie_end(values, paste, now),
    )


def _cookie_end(
    values: Mapping[str, Secret], paste: Paste | None, now: datetime
) -> datetime | None:
    name = LT_REFRESH_TOKEN
    if paste is None or name not in paste.expiries or values.get(name) != paste.cookies.get(name):
        return None
    ending = paste.expiries[name]
    made_up = paste.format is PasteFormat.NETSCAPE and ending - now <= _NO_REAL_EXPIRY
    return ending if ending > now and not made_up else None
