"""The time that countdowns go by: this machine's clock, or the service's where they disagree."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window's first frame does without what these load
    from ltx_desktop.services.ports import Now

TOLERANCE = timedelta(minutes=1)
"""Clocks that differ by no more than this agree."""


class Clock:
    """`system` is this machine's clock; calling the object gives the better one of both."""

    def __init__(self, system: "Now") -> None:
        self.system = system
        self._correction = timedelta(0)

    def __call__(self) -> datetime:
        return self.system() + self._correction

    def learn(self, skew: timedelta | None) -> timedelta | None:
        """Take over how far the service's clock is ahead; returned if that is worth telling."""
        off = skew if skew is not None and abs(skew) > TOLERANCE else None
        self._correction = off or timedelta(0)
        return off

    def forget(self) -> None:
        """This machine's clock was set: what was learned of it does not hold any more."""
        self._correction = timedelta(0)
