"""What sets the known records apart from the wanted ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.changes import Change, Inserted, Removed, Replaced


@dataclass(frozen=True, slots=True)
class Difference:
    """`telling` counts the differences in more than `seen`."""

    removed: tuple[str, ...]
    replaced: tuple[AccountRecord, ...]
    inserted: tuple[AccountRecord, ...]
    telling: int

    @classmethod
    def between(
        cls,
        known: Mapping[str, AccountRecord],
        put: Mapping[str, AccountRecord],
        remove: Iterable[str],
    ) -> "Difference":
        """What `put` and `remove` do to `known`; what changes nothing is not in it."""
        removed = tuple(sorted(email for email in set(remove) if email in known))
        replaced = tuple(
            new for email, new in put.items() if email in known and known[email] != new
        )
        inserted = tuple(new for email, new in put.items() if email not in known)
        return cls(
            removed=removed,
            replaced=replaced,
            inserted=inserted,
            telling=len(removed)
            + len(inserted)
            + sum(_tells_more_than_seen(known[new.email], new) for new in replaced),
        )

    def __bool__(self) -> bool:
        return bool(self.removed or self.replaced or self.inserted)

    def changes(self) -> tuple[Change, ...]:
        """Removed, Replaced, Inserted, each where there is one."""
        changes: list[Change] = []
        if self.removed:
            changes.append(Removed(self.removed))
        if self.replaced:
            changes.append(Replaced(self.replaced))
        if self.inserted:
            changes.append(Inserted(self.inserted))
        return tuple(changes)


def _tells_more_than_seen(old: AccountRecord, new: AccountRecord) -> bool:
    return (old.account, old.submission) != (new.account, new.submission)
