"""What useapi.net says about the API token's owner (`GET /v2/account`)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subscription:
    """`max_accounts` is how many accounts a service may hold; None where it was not told."""

    email: str | None = None
    active: bool | None = None
    max_accounts: int | None = None


@dataclass(frozen=True, slots=True)
class Slots:
    """How many accounts the subscription allows, and how many there are."""

    allowed: int
    used: int

    @property
    def is_full(self) -> bool:
        return self.used >= self.allowed
