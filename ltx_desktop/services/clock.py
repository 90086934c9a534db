"""The time that countdowns go by: this machine's clock, or the service's where they disagree."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window's first frame does without what these load
    from ltx_desktop.domain.account import Account
    from ltx_desktop.services.ports import Now

TOLERANCE = timedelta(minutes=1)
"""Clocks that differ by no more than this agree."""

BELIEVED_AT_ONCE = timedelta(hours=6)
"""A service's clock that differs by more is believed when a later answer says the same."""

CONFIRMED_AFTER = timedelta(minutes=1)
"""Answers within less than that may have come from the same cache or gateway."""

_SLACK = timedelta(hours=1)
_UNREPORTED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Skew:
    """The service's clock is `by` ahead of this machine's.

    Where it is not `believed`, countdowns go by this machine's clock all the same. It is
    `confirmed` when two answers, some time apart, agreed about it.
    """

    by: timedelta
    believed: bool
    confirmed: bool

    @property
    def is_certain(self) -> bool:
        """Some hours change little for good, and many machines are off by so much."""
        return self.believed and (self.confirmed or abs(self.by) <= BELIEVED_AT_ONCE)


class Clock:
    """`system` is this machine's clock; calling the object gives the better one of both."""

    def __init__(self, system: "Now") -> None:
        self.system = system
        self.skew: Skew | None = None
        self._since = system()

    def __call__(self) -> datetime:
        return self.system() + self._correction

    @property
    def is_certain(self) -> bool:
        """Whether what is decided by this clock now may be kept for good."""
        return self.skew is None or self.skew.is_certain

    def learn(self, by: timedelta | None, accounts: Collection["Account"] = ()) -> Skew | None:
        """Take over how far the service's clock is ahead; returned if that is worth telling.

        None says nothing, and changes nothing. `accounts` are what the service lists: times that
        cannot be, by one of the two clocks, speak against it.
        """
        if by is None:
            return self.skew
        if abs(by) <= TOLERANCE:
            self.skew = None
            return None
        now = self.system()
        if self.skew is None or abs(by - self.skew.by) > TOLERANCE:
            self._since = now
        confirmed = now - self._since >= CONFIRMED_AFTER
        believed = abs(by) <= BELIEVED_AT_ONCE or (
            not _contradict(accounts, now + by) and (confirmed or _contradict(accounts, now))
        )
        self.skew = Skew(by, believed, confirmed)
        return self.skew

    def forget(self) -> None:
        """This machine's clock was set: what was learned of it does not hold any more."""
        self.skew = None

    @property
    def _correction(self) -> timedelta:
        return self.skew.by if self.skew and self.skew.believed else timedelta(0)


def _contradict(accounts: Collection["Account"], now: datetime) -> bool:
    """Whether it cannot well be `now`, going by accounts that the service has just listed.

    None was updated in the future. And the service would report errors if all sessions had
    ended long ago.
    """
    if any(one.updated and one.updated - now > _SLACK for one in accounts):
        return True
    ends = [one.refresh_expiry for one in accounts if one.refresh_expiry and not one.error]
    return bool(ends) and all(now - end > _UNREPORTED for end in ends)
