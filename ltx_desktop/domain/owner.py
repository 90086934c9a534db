"""Whose session some cookies are, as far as they tell and we remember."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.cookies import LT_ID, LT_REFRESH_TOKEN, LT_TOKEN
from ltx_desktop.domain.fingerprint import Fingerprints
from ltx_desktop.domain.jwt import read_claims
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class Owner:
    """`email` is what `lt_token` says, unverified, and `named` the account known by it.

    `by_id` are the accounts for which the same `lt_id` was sent before. `problems` are warnings.
    """

    email: str | None = None
    named: AccountRecord | None = None
    by_id: tuple[AccountRecord, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def record(self) -> AccountRecord | None:
        """The one account known here that the session can be of."""
        if self.named or self.email:
            return self.named
        return self.by_id[0] if len(self.by_id) == 1 else None

    def may_be(self, record: AccountRecord) -> bool:
        """Whether nothing speaks against the session being this account's."""
        if self.named:
            return self.named.email == record.email
        known = {one.email for one in self.by_id}
        return record.email in known or not (self.email or known)


def owner_of(
    values: Mapping[str, Secret],
    records: Iterable[AccountRecord],
    fingerprints: Fingerprints,
    vanished: Iterable[AccountRecord] = (),
) -> Owner:
    """Find the owner of a session among the accounts; nothing is asked of anybody.

    Sessions of `vanished` accounts are known again, though they own nothing.
    """
    known = list(records)
    claims = read_claims(values[LT_TOKEN]) if LT_TOKEN in values else None
    email = claims.email if claims else None
    named = next((one for one in known if email and _same(one.email, email)), None)
    by_id = _submitted_with(known, values, fingerprints)
    problems = []
    if named and by_id and named not in by_id:
        problems.append(Problem(ProblemCode.TWO_OWNERS, LT_ID))
    if refresh_token := values.get(LT_REFRESH_TOKEN):
        session = fingerprints.of(LT_REFRESH_TOKEN, refresh_token)
        sent = (one.submission for one in (*known, *vanished))
        if any(one and one.session == session for one in sent):
            problems.append(Problem(ProblemCode.SAME_SESSION))
    return Owner(email, named, by_id, tuple(problems))


def _submitted_with(
    records: Iterable[AccountRecord], values: Mapping[str, Secret], fingerprints: Fingerprints
) -> tuple[AccountRecord, ...]:
    lt_id = values.get(LT_ID)
    if not lt_id:
        return ()
    wanted = fingerprints.of(LT_ID, lt_id)
    return tuple(one for one in records if one.submission and one.submission.identity == wanted)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
