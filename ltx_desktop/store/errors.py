"""Everything that can go wrong while keeping things on this machine.

    StoreError                  accounts and settings, in files
    ├── NewerDatabase           written by a newer version of this app; left as it is
    └── StoreUnavailable        cannot be opened, read or written now

    VaultError                  the API token, in the computer's keyring
    ├── NoVault                 this computer has no keyring
    ├── VaultLocked             locked, and not unlocked: dismissed or denied
    ├── VaultTimedOut           no answer in time; perhaps a prompt is still open
    ├── VaultNotKept            said to be saved, but read back as something else
    └── VaultFailed             anything else

No error holds a secret or a backend's own words, which could repeat one.
"""

from dataclasses import dataclass
from enum import StrEnum, unique
from pathlib import Path


class StoreError(Exception):
    """Accounts or settings could not be kept or read."""


@dataclass(eq=False)
class NewerDatabase(StoreError):
    """The file's schema version is `found`; this app knows versions up to `supported`."""

    path: Path
    found: int
    supported: int


@unique
class Reason(StrEnum):
    """Why a file cannot be used, as far as it can be told."""

    LOCKED = "locked"
    NO_LOCKS = "no-locks"
    READ_ONLY = "read-only"
    DISK_FULL = "disk-full"
    NO_PERMISSION = "no-permission"
    DAMAGED = "damaged"
    NO_FILE = "no-file"
    NO_FOLDER = "no-folder"
    MISSING = "missing"
    LINKS_IN_A_CIRCLE = "links-in-a-circle"
    LINK_TO_NOTHING = "link-to-nothing"
    NO_MEMORY = "no-memory"
    PASSING_PLACE = "passing-place"
    OTHER = "other"


@dataclass(eq=False)
class StoreUnavailable(StoreError):
    path: Path
    reason: Reason


class VaultError(Exception):
    """The keyring did not do what it was asked for."""


class NoVault(VaultError):
    """This computer has no keyring that could be used."""


class VaultLocked(VaultError):
    """The keyring is locked, and nobody unlocked it or access was denied."""


class VaultTimedOut(VaultError):
    """The keyring did not answer in time; what was asked for may still happen."""


class VaultNotKept(VaultError):
    """The keyring took the token and gave back something else."""


@dataclass(eq=False)
class VaultFailed(VaultError):
    """`kind` is the name of the backend's exception class, never its text."""

    kind: str
