"""Which accounts the table shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from ltx_desktop.domain.account import NO_LABEL
from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.wording.states import state_word


def searched_text(row: Judged, email: str) -> str:
    """What a search looks through; `email` is casefolded."""
    label = row.record.label
    return email if label is NO_LABEL else f"{email}\n{label.name}\n{label.note}".casefold()


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """Those in one of `states` (none: any) whose texts contain every word of `text`.

    Texts are email, state, name and note.
    """

    text: str = ""
    states: frozenset[State] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.words or self.states)

    @property
    def words(self) -> list[str]:
        return self.text.casefold().split()

    def among(self, rows: Sequence[Judged], texts: Sequence[str]) -> list[Judged]:
        """Those of `rows` that match, in their order; `texts` are those of `searched_text`.

        `texts` are looked at only where there are words.
        """
        words = self.words
        for word in words:
            named = {state for state in State if word in state_word(state).casefold()}
            if named:
                hits = [
                    word in text or row.expiry.state in named
                    for row, text in zip(rows, texts, strict=True)
                ]
            else:
                hits = [word in text for text in texts]
            rows = [*compress(rows, hits)]
            if word is not words[-1]:
                texts = [*compress(texts, hits)]
        if self.states:
            return [row for row in rows if row.expiry.state in self.states]
        return rows if isinstance(rows, list) and words else [*rows]
