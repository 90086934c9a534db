"""What may be tried again, and after which pause."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ltx_desktop.api.errors import (
    ApiError,
    CutOff,
    NoAnswer,
    Obstacle,
    RateLimited,
    ServerError,
    Unreachable,
)
from ltx_desktop.api.statuses import SESSION_DEAD

_HOPELESS = frozenset({Obstacle.TLS, Obstacle.PROXY})


@dataclass(frozen=True, slots=True)
class Repeats:
    """Tries in all and pauses in seconds: exponential backoff with full jitter.

    A pause that the service asks for is kept, with up to `first_pause` on top so that not all
    clients come back at once; one longer than `longest_pause` is left to the caller.
    """

    tries: int = 3
    first_pause: float = 0.5
    longest_pause: float = 10.0
    random: Callable[[], float] = random.random
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    def pause_after(self, failure: ApiError, tried: int) -> float | None:
        """Seconds until the next try after `tried` of them (from 1); None: do not repeat."""
        if tried >= self.tries or not is_passing(failure):
            return None
        wait = failure.wait if isinstance(failure, RateLimited | ServerError) else None
        if not wait:
            longest = min(self.longest_pause, self.first_pause * 2.0 ** (tried - 1))
            return longest * self.random()
        seconds = wait.total_seconds()
        return None if seconds > self.longest_pause else seconds + self.first_pause * self.random()


def is_passing(failure: ApiError) -> bool:
    """Whether the same request may well succeed in a moment."""
    match failure:
        case Unreachable():
            return failure.obstacle not in _HOPELESS
        case ServerError():
            return failure.status != SESSION_DEAD
        case NoAnswer() | RateLimited() | CutOff():
            return True
        case _:
            return False
