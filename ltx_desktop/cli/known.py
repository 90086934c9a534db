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


def nearest_email(records: RecordsPort, email: str) -> str | None:
    """The stored email that somebody may have meant by one that nobody knows."""
    import difflib  # for a slip of the pen

    alike = difflib.get_close_matches(email, [one.email for one in records.records()], n=1)
    return alike[0] if alike else None
