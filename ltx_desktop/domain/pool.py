"""How many jobs all accounts together can take, now and after each deadline that lies ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from ltx_desktop.domain.urgency import Judged


@dataclass(frozen=True, slots=True)
class CapacityStep:
    """From `moment` on `jobs` are left, because the accounts of `ended` have ended."""

    moment: datetime
    jobs: int
    ended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """`usable` of `all` jobs can be used now; the end of `unknown` ones is not known."""

    all: int
    usable: int
    unknown: int
    steps: tuple[CapacityStep, ...]


def pool_of(accounts: Iterable[Judged], now: datetime) -> Pool:
    """Jobs of accounts that work, as long as nobody renews anything."""
    judged = [*accounts]
    working = [one for one in judged if one.usable_jobs]
    ahead = sorted(
        (one.expiry.deadline, one.email, one.usable_jobs)
        for one in working
        # Where only the access token's end is known the service will renew it, as far as it can.
        if one.expiry.refresh and one.expiry.deadline and one.expiry.deadline > now
    )
    usable = left = sum(one.usable_jobs for one in working)
    steps = []
    for moment, together in groupby(ahead, key=lambda one: one[0]):
        ending = [*together]
        left -= sum(jobs for _moment, _email, jobs in ending)
        steps.append(CapacityStep(moment, left, tuple(email for _moment, email, _jobs in ending)))
    return Pool(sum(one.record.account.max_jobs or 0 for one in judged), usable, left, tuple(steps))
