"""Which accounts the table shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.wording.states import state_word


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """Those in one of `states` (none: any) whose email or state contains every word of `text`."""

    text: str = ""
    states: frozenset[State] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.words or self.states)

    @property
    def words(self) -> list[str]:
        return self.text.casefold().split()

    def among(self, rows: Sequence[Judged], texts: Sequence[str]) -> list[Judged]:
        """Those of `rows` that match, in their order; `texts` are their emails, casefolded.

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
