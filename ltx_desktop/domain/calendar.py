"""The dates at which accounts have to be renewed, as a calendar takes them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

_NAMESPACE = UUID("5d0a3a3e-6c1f-5f0b-9b46-4d8e3b0f6a57")
"""Never to be changed: calendars know the events again by what is made from it."""


@dataclass(frozen=True, slots=True)
class RenewalDate:
    """One account's date. `alarms` are spans before `deadline` (aware, in UTC)."""

    email: str
    deadline: datetime
    summary: str
    description: str
    alarms: tuple[timedelta, ...] = ()

    @property
    def uid(self) -> str:
        """Made from the email alone, so that every export means the same event."""
        return str(uuid5(_NAMESPACE, self.email.encode("utf-8", "replace").decode()))


def alarms_ahead(
    deadline: datetime, now: datetime, alarms: Collection[timedelta]
) -> tuple[timedelta, ...]:
    """The longest first; without those that would go off the moment they are imported."""
    return tuple(sorted({one for one in alarms if deadline - one > now}, reverse=True))
