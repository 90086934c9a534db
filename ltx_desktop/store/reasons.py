"""Why a file cannot be used: the one place that reads error numbers of SQLite and the system."""

import errno
import os
import sqlite3
import sys
from pathlib import Path

from ltx_desktop.store.errors import Reason, StoreUnavailable
from ltx_desktop.store.private_files import leads_nowhere

_BY_ERRNO = {
    errno.EACCES: Reason.NO_PERMISSION,
    errno.EPERM: Reason.NO_PERMISSION,
    errno.EROFS: Reason.READ_ONLY,
    errno.ENOSPC: Reason.DISK_FULL,
    errno.EDQUOT: Reason.DISK_FULL,
    errno.EFBIG: Reason.DISK_FULL,
    errno.EISDIR: Reason.NO_FILE,
    errno.ENOTDIR: Reason.NO_FOLDER,
    errno.EEXIST: Reason.NO_FOLDER,
    errno.ENOENT: Reason.MISSING,
    errno.ELOOP: Reason.LINKS_IN_A_CIRCLE,
}

_BY_WINDOWS = {
    19: Reason.READ_ONLY,  # write protected
    32: Reason.LOCKED,  # open in another process
    33: Reason.LOCKED,  # a part of it is
    39: Reason.DISK_FULL,
    1224: Reason.LOCKED,  # mapped into memory
}
"""Windows' own numbers, which Python's `errno` turns into a denied access or into nothing."""

_BY_SQLITE = {
    sqlite3.SQLITE_BUSY: Reason.LOCKED,
    sqlite3.SQLITE_LOCKED: Reason.LOCKED,
    sqlite3.SQLITE_PROTOCOL: Reason.LOCKED,
    sqlite3.SQLITE_READONLY: Reason.READ_ONLY,
    sqlite3.SQLITE_FULL: Reason.DISK_FULL,
    sqlite3.SQLITE_PERM: Reason.NO_PERMISSION,
    sqlite3.SQLITE_CORRUPT: Reason.DAMAGED,
    sqlite3.SQLITE_NOTADB: Reason.DAMAGED,
}

_EFFECTIVE = os.access in os.supports_effective_ids


def unavailable(path: Path, error: OSError | sqlite3.Error) -> StoreUnavailable:
    """What an error about the file at `path` means."""
    if isinstance(error, OSError):
        if error.errno in {errno.ENOENT, errno.ENOTDIR} and leads_nowhere(path):
            return StoreUnavailable(path, Reason.LINK_TO_NOTHING)
        return StoreUnavailable(path, _of_errno(error))
    reason = _BY_SQLITE.get(_primary_code(error), Reason.OTHER)
    if reason in {Reason.OTHER, Reason.READ_ONLY, Reason.LOCKED}:
        why = _why_refused(path)
        # SQLite takes what has no locks for locked.
        if reason is not Reason.LOCKED or why is Reason.NO_LOCKS:
            reason = why or reason
    return StoreUnavailable(path, reason)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is at fault, and not the moment."""
    return _BY_SQLITE.get(_primary_code(error)) is Reason.DAMAGED


def is_read_only(error: sqlite3.Error) -> bool:
    """Whether something had to be written that may not be."""
    return _BY_SQLITE.get(_primary_code(error)) is Reason.READ_ONLY


def _primary_code(error: sqlite3.Error) -> int:
    # The module's own complaints carry no code.
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF


def _of_errno(error: OSError) -> Reason:
    if (number := getattr(error, "winerror", None)) in _BY_WINDOWS:
        return _BY_WINDOWS[number]
    return _BY_ERRNO.get(error.errno or 0, Reason.OTHER)


def _why_refused(path: Path) -> Reason | None:
    """Ask the file and its folder: SQLite's "cannot open" and "I/O error" do not tell."""
    import tempfile  # only where something went wrong

    try:
        if path.exists() and not os.access(path, os.R_OK, effective_ids=_EFFECTIVE):
            return Reason.NO_PERMISSION
        with tempfile.TemporaryFile(dir=path.parent) as probe:
            probe.write(bytes(4096))
            return None if _can_be_locked(probe.fileno()) else Reason.NO_LOCKS
    except OSError as error:
        return _of_errno(error)


def _can_be_locked(descriptor: int) -> bool:
    if sys.platform != "win32":
        import fcntl  # Windows has none

        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True
