"""A file that lines are written to, and that begins anew when it is full."""

import logging
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from ltx_desktop.store.private_files import make_private_folder, require_file

_MOST_BYTES = 1_000_000
_OLD_FILES = 3


def rotated_file(path: Path) -> logging.Handler:
    """In a private folder; an OSError where it cannot be written."""
    make_private_folder(path.parent)
    if path.exists():
        require_file(path)
    return _PrivateFileHandler(path, maxBytes=_MOST_BYTES, backupCount=_OLD_FILES, encoding="utf-8")


class _PrivateFileHandler(RotatingFileHandler):
    """Whose files only their owner can read, also those after the first."""

    def _open(self) -> TextIOWrapper:
        opened = super()._open()
        Path(self.baseFilename).chmod(0o600)
        return opened

    def doRollover(self) -> None:  # noqa: N802 - logging's name
        """Windows does not rename a file that somebody reads: such a file grows until it can be.

        The older files must not move before that is known, or the oldest is lost for nothing.
        """
        if self.stream:
            self.stream.close()
            self.stream = None  # logging opens it again
        full = Path(self.baseFilename)
        moved = full.with_name(f"{full.name}.moved")
        with suppress(OSError):
            moved.unlink(missing_ok=True)  # a kill may have left it
            full.rename(moved)
            moved.rename(full)
            super().doRollover()
