"""Files for their owner only: written whole or not at all, set aside but never deleted."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

_HELD_FOR, _PAUSE = 0.5, 0.02
"""Seconds."""


def make_private_folder(folder: Path) -> None:
    """Create the app's own folder 0700; narrow one that is wider.

    A home folder, what holds one, and shared folders such as /tmp stay as they are.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    shared = folder.stat().st_mode & stat.S_ISVTX
    if not shared and not _home().is_relative_to(folder.resolve()):
        narrow(folder)


def narrow(path: Path) -> None:
    """Take group's and others' rights away; where that cannot be, leave them."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        with contextlib.suppress(OSError):
            path.chmod(mode & 0o700)


def beside(path: Path, ending: str) -> Path:
    """`accounts.db` and `-wal` make `accounts.db-wal`."""
    return path.with_name(path.name + ending)


def read_file(path: Path, most: int = -1) -> bytes:
    """Its first `most` octets. Raises OSError, also where something else has the name of it."""
    require_file(path)
    with path.open("rb") as file:
        return file.read(most)


def leads_nowhere(path: Path) -> bool:
    """Whether a link on the way to a file that is not there leads to nothing."""
    return any(one.is_symlink() and not one.exists() for one in (path, *path.parents))


def require_file(path: Path) -> None:
    """Raise as for a folder where there is a pipe, which would be waited for, or a device."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def set_aside(path: Path, now: datetime, companions: Iterable[str] = ()) -> Path:
    """Rename a file, and its companions by ending, to a free dated name in the same folder.

    Gives the new path. The file itself goes last, so that one interrupted half-way is found
    again. Raises OSError.
    """
    endings = (*companions, "")
    aside = free_dated_name(path, now, endings)
    moved = aside
    for ending in endings:
        if os.path.lexists(beside(path, ending)):
            moved = beside(path, ending).rename(beside(aside, ending))
    return moved


def free_dated_name(path: Path, now: datetime, endings: Iterable[str] = ("",)) -> Path:
    """`accounts.db` becomes `accounts.damaged-20260131-174500.db`, or `…-2.db` where taken."""
    endings = tuple(endings)
    for name in _dated_names(path, now):
        if not any(os.path.lexists(beside(name, ending)) for ending in endings):
            return name
    raise AssertionError


def _dated_names(path: Path, instant: datetime) -> Iterator[Path]:
    date = instant.astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        yield path.with_name(f"{path.stem}.damaged-{date}{again}{path.suffix}")


def keep_copy(path: Path) -> Path:
    """Write what a file holds to a name with the date of its last change, if it is not there yet.

    Raises OSError.
    """
    content = path.read_bytes()
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    for name in _dated_names(path, changed):
        if not os.path.lexists(name):
            write_atomically(name, content)
            return name
        if name.is_file() and name.read_bytes() == content:
            return name
    raise AssertionError


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file, 0600, by way of a temporary one in its folder; a link is followed.

    Raises OSError, also where something else has the name of the file.
    """
    target = Path(os.path.realpath(path))  # a circle of links is for the writing to report
    if target.exists():
        require_file(target)
    descriptor, name = new_file_beside(target)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace(Path(name), target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def replace(source: Path, target: Path) -> None:
    """Rename over what is there. On Windows, wait a moment for a scanner that holds it."""
    until = time.monotonic() + _HELD_FOR
    while True:
        try:
            source.replace(target)
        except PermissionError:
            if sys.platform == "win32" and time.monotonic() < until:
                time.sleep(_PAUSE)
                continue
            raise
        return


def _home() -> Path:
    return Path(os.path.expanduser("~")).resolve()  # noqa: PTH111 - never raises


def _sync_folder(folder: Path) -> None:
    # Windows opens no folders, and some file systems sync none: the content is safe already.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def new_file_beside(path: Path) -> tuple[int, str]:
    """A file for its owner alone in the same folder, under another name: open, and its path."""
    import tempfile  # takes long, and a command that only reads makes no files

    return tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
