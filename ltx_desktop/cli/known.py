"""The account that somebody means by an email."""

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.services.ports import RecordsPort


def known_account(records: RecordsPort, email: str) -> AccountRecord | None:
    """The stored account, whatever the case of its letters, where that is no question."""
    exact = records.get(email)
    if exact is not None:
        return exact
    alike = [one for one in records.records() if one.email.casefold() == email.casefold()]
    return alike[0] if len(alike) == 1 else None
