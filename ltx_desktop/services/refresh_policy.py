"""When to read the accounts again by itself (api-contract 1.4 and 1.6)."""

import random
from collections.abc import Callable
from datetime import timedelta

from ltx_desktop.services.clock import CONFIRMED_AFTER
from ltx_desktop.services.outcomes import (
    AccountGone,
    NoAddress,
    NoToken,
    Offline,
    Refreshed,
    RefreshOutcome,
    Rejected,
    ServiceRetired,
    ServiceTrouble,
    SlotsFull,
    SubscriptionNeeded,
    TokenElsewhere,
    TokenRefused,
    TokenUnavailable,
    TookTooLong,
    TooManyRequests,
    Unexpected,
    UnreadableAnswer,
)
from ltx_desktop.services.preferences import Preferences

_JITTER = 0.1
"""Not all windows of a studio should ask in the same second."""

_LONGEST = timedelta(hours=4)


class RefreshPolicy:
    """Asks at the chosen interval; more and more rarely while the service fails."""

    def __init__(
        self, preferences: Preferences, random: Callable[[], float] = random.random
    ) -> None:
        self._preferences = preferences
        self._random = random
        self._failures = 0

    @property
    def every(self) -> timedelta | None:
        return self._preferences.settings.refresh_every

    @property
    def is_on(self) -> bool:
        """Whether the accounts are read by themselves at all."""
        return self.every is not None

    def wait_after(self, outcome: RefreshOutcome) -> timedelta | None:
        """How long to wait after a refresh that ended so; None: until the user asks for it."""
        every = self.every
        match outcome:
            case NoAddress() | NoToken() | TokenElsewhere() | TokenRefused() | TokenUnavailable():
                # Asking again could only be refused again, or have the keyring ask a person.
                return None
            case _ if every is None:
                return None
            case Refreshed():
                self._failures = 0
                # A second answer has to say the same before it counts.
                wait = min(every, CONFIRMED_AFTER * 2) if _is_doubted(outcome) else every
            case Offline():
                # That is no burden to anybody.
                wait = every
            case TooManyRequests(asked):
                wait = max(self._slower(every), asked or timedelta(0))
            case (
                SubscriptionNeeded()
                | SlotsFull()
                | ServiceRetired()
                | AccountGone()
                | Rejected()
                | ServiceTrouble()
                | UnreadableAnswer()
                | TookTooLong()
                | Unexpected()
            ):
                wait = self._slower(every)
        return wait * (1 + _JITTER * (2 * self._random() - 1))

    def _slower(self, every: timedelta) -> timedelta:
        self._failures += 1
        return max(every, min(_LONGEST, every * (1 << min(self._failures, 20))))


def _is_doubted(refreshed: Refreshed) -> bool:
    skew = refreshed.clock_skew
    return refreshed.is_emptied or (skew is not None and not skew.is_certain)
