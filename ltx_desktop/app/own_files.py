"""The profile's files before the first of them is used: private, and none of them left over."""

import os
import re
import time
from contextlib import suppress
from pathlib import Path

from ltx_desktop.app.clock import now
from ltx_desktop.app.paths import Paths
from ltx_desktop.store.private_files import make_private_folder, narrow, set_aside

_LEFT_OVER = re.compile(
    # Python's names for what is half-written, with a journal of SQLite's; Qt's for the window's.
    r"\.(?:accounts|settings|updates|window)\..+\.[a-z0-9_]{8}(?:-journal|-wal|-shm)?"
    r"|window\.ini\.[A-Za-z]{6}"
)

_WRITTEN_WITHIN = 60
"""Seconds. A command may be writing a file at this moment."""


def make_ready(paths: Paths) -> None:
    """For the first window of a profile; what cannot be done here is no reason to end.

    Qt keeps the window's place. It gives the file the rights of the one before, and would wait
    for ever for a pipe.
    """
    for folder in paths.folders:
        with suppress(OSError):
            make_private_folder(folder)
            _remove_left_over(folder)
    with suppress(OSError):
        if paths.window.exists() and not paths.window.is_file():
            set_aside(paths.window, now())
        paths.window.touch(mode=0o600)
        narrow(paths.window)


def _remove_left_over(folder: Path) -> None:
    """Take away what a kill left half-written."""
    for name in filter(_LEFT_OVER.fullmatch, os.listdir(folder)):  # noqa: PTH208 - names alone
        with suppress(OSError):
            if (folder / name).stat().st_mtime < time.time() - _WRITTEN_WITHIN:
                (folder / name).unlink()
