"""What an account is called: the name that a person gave it, and always its email."""

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.wording.plain import LONGEST_EMAIL, plain, short_email
from ltx_desktop.wording.translation import _


def called(record: AccountRecord, limit: int = LONGEST_EMAIL) -> str:
    return _named(record, plain(record.email, limit))


def called_briefly(record: AccountRecord) -> str:
    """For buttons and lists."""
    return _named(record, short_email(record.email))


def name_or_email(record: AccountRecord) -> str:
    """For headlines, where the email stands elsewhere."""
    return plain(record.label.name) or short_email(record.email)


def _named(record: AccountRecord, email: str) -> str:
    name = record.label.name
    return _("{name} ({email})").format(name=plain(name), email=email) if name else email
