"""What sets the known records apart from the wanted ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.changes import Change, Inserted, Removed, Replaced
from ltx_desktop.store.rows import Row, to_row


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
        replaced, inserted = [], []
        telling = len(removed)
        for email, new in put.items():
            old = known.get(email)
            if old is None:
                inserted.append(new)
                telling += 1
            elif _differ(old, new):
                replaced.append(new)
                telling += 1
            elif old.seen != new.seen:
                replaced.append(new)
        return cls(removed, tuple(replaced), tuple(inserted), telling)

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


def news_in(kept: AccountRecord, known: AccountRecord | None) -> AccountRecord | None:
    """What the file knows better than memory, whose record is `known`; None where it does not."""
    ours = known.submission if known else None
    if kept.submission and (ours is None or ours.at < kept.submission.at):
        return kept
    if known and (known.label, known.learned) != (kept.label, kept.learned):
        return replace(known, label=kept.label, learned=kept.learned)
    return None


def _differ(old: AccountRecord, new: AccountRecord) -> bool:
    return (
        old.account != new.account
        or old.submission != new.submission
        or old.label != new.label
        or old.learned != new.learned
    )


@dataclass(frozen=True)
class Comparison:
    """What to put and remove does to `known`."""

    known: Mapping[str, AccountRecord]
    put: Mapping[str, AccountRecord]
    difference: Difference

    @classmethod
    def of(
        cls,
        known: Mapping[str, AccountRecord],
        put: Mapping[str, AccountRecord],
        remove: Iterable[str],
    ) -> Self:
        return cls(known, put, Difference.between(known, put, remove))

    @cached_property
    def rows(self) -> Sequence[Row]:
        """To be written. TypeError for a naive instant, which is a bug."""
        return [*map(to_row, (*self.difference.replaced, *self.difference.inserted))]

    def with_rows(self) -> Self:
        """Made already: what is wrong with them is found before anything has changed."""
        len(self.rows)
        return self
