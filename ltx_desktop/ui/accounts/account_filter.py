"""Which accounts the table shows."""

from dataclasses import dataclass

from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.wording.states import state_word


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """Those in one of `states` (none: any) whose email or state contains every word of `text`."""

    text: str = ""
    states: frozenset[State] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.states)

    def matches(self, row: Judged) -> bool:
        if self.states and row.expiry.state not in self.states:
            return False
        if not self.text:
            return True
        searched = f"{row.email} {state_word(row.expiry.state)}".casefold()
        return all(word in searched for word in self.text.casefold().split())
