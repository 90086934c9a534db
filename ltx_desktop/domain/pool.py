"""How many jobs all accounts together can take, now and after each deadline that lies ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from ltx_desktop.domain.urgency import DEAD_STATES, Judged


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


NO_POOL = Pool(0, 0, 0, ())


def pool_of(accounts: Iterable[Judged], now: datetime) -> Pool:
    """Jobs of accounts that work, as long as nobody renews anything."""
    total = usable = 0
    ahead = []
    for one in accounts:
        account, expiry = one.record.account, one.expiry
        jobs = account.max_jobs or 0
        total += jobs
        if not jobs or expiry.state in DEAD_STATES:
            continue
        usable += jobs
        # Where only the access token's end is known the service will renew it, as far as it can.
        if expiry.refresh and expiry.deadline and expiry.deadline > now:
            ahead.append((expiry.deadline, account.email, jobs))
    left = usable
    steps = []
    for moment, together in groupby(sorted(ahead), key=itemgetter(0)):
        ending = [*together]
        left -= sum(jobs for _moment, _email, jobs in ending)
        steps.append(CapacityStep(moment, left, tuple(email for _moment, email, _jobs in ending)))
    return Pool(total, usable, left, tuple(steps))
