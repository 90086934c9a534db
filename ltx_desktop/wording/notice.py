"""What a person is told: the shape of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """`headline` says what happened, `detail` what it means and what to do."""

    headline: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.headline} {self.detail}".strip()
