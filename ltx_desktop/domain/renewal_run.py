"""Renewing several accounts, one after the other."""

from collections.abc import Sequence


class RenewalRun:
    """Whose turn it is, and what became of the others; `left` are those still to come."""

    def __init__(self, emails: Sequence[str]) -> None:
        self.left = [*emails]
        self.renewed: list[str] = []
        self.skipped: list[str] = []

    @property
    def current(self) -> str | None:
        return self.left[0] if self.left else None

    @property
    def total(self) -> int:
        return len(self.left) + len(self.renewed) + len(self.skipped)

    @property
    def position(self) -> int:
        """Of the current account, from 1."""
        return self.total - len(self.left) + 1

    def renew(self, email: str) -> None:
        """An account was renewed, which need not be the one whose turn it is, nor of this run."""
        for emails in (self.left, self.skipped):
            if email in emails:
                emails.remove(email)
                self.renewed.append(email)

    def skip(self) -> None:
        if self.left:
            self.skipped.append(self.left.pop(0))

    def drop(self, email: str) -> None:
        """An account is no longer there."""
        for emails in (self.left, self.skipped):
            if email in emails:
                emails.remove(email)
