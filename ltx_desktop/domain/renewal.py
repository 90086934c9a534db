"""What a submit changed: the account before and after, compared."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, unique

from ltx_desktop.domain.account import AccountRecord, Mark
from ltx_desktop.domain.expiry import expiry_of

_MOVED_BY = timedelta(seconds=2)
"""More than what rounding does; two good renewals may well be a minute apart."""


@unique
class Verdict(StrEnum):
    """Whether the refresh token's end shows that a new session arrived."""

    ADDED = "added"
    MOVED = "moved"
    UNMOVED = "unmoved"
    NOT_TOLD = "not-told"
    STILL_BROKEN = "still-broken"


@dataclass(frozen=True, slots=True)
class Renewal:
    """`before` and `after` are the refresh token's end; None where nobody knows it.

    `healed` tells that the service's error about the account is gone.
    """

    verdict: Verdict
    before: datetime | None
    after: datetime | None
    healed: bool = False

    @property
    def failed(self) -> bool:
        """Whether the account shows that the cookies were of no use."""
        return self.verdict in {Verdict.UNMOVED, Verdict.STILL_BROKEN}


def renewal_of(record: AccountRecord, previous: AccountRecord | None, now: datetime) -> Renewal:
    """Compare an account after a submit with what was known of it before."""
    expiry = expiry_of(record, now)
    after = None if Mark.ESTIMATE in expiry.marks else expiry.refresh
    before = expiry_of(previous, now).refresh if previous else None
    broken_before = previous is not None and previous.account.error is not None
    return Renewal(
        _verdict(record, previous, before, after),
        before,
        after,
        healed=broken_before and record.account.error is None,
    )


def _verdict(
    record: AccountRecord,
    previous: AccountRecord | None,
    before: datetime | None,
    after: datetime | None,
) -> Verdict:
    if record.account.error is not None:
        return Verdict.STILL_BROKEN
    if previous is None:
        return Verdict.ADDED
    if after is None:
        return Verdict.NOT_TOLD
    if before is not None and after <= before + _MOVED_BY:
        return Verdict.UNMOVED
    return Verdict.MOVED
