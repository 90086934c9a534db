"""What happened to the stored accounts, announced to whoever watches the store."""

from dataclasses import dataclass

from ltx_desktop.domain.account import AccountRecord


@dataclass(frozen=True, slots=True)
class Inserted:
    records: tuple[AccountRecord, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    records: tuple[AccountRecord, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    emails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reset:
    """Everything may have changed: these are all the records there are now."""

    records: tuple[AccountRecord, ...]


Change = Inserted | Replaced | Removed | Reset
