"""Reading pastes and dropped files: the one place that calls the readers."""

import logging
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.services.ports import Now
from ltx_desktop.store.daemon_call import in_daemon_thread

if TYPE_CHECKING:
    from ltx_desktop.domain.paste import Paste

_log = logging.getLogger(__name__)

_TIMEOUT = 60
"""Seconds; the longest paste takes a few, a network share may never answer."""


class ReadPaste:
    """Everything that takes long is done in a thread, loading the readers too."""

    def __init__(self, now: Now) -> None:
        self._now = now

    async def text(self, text: str) -> "Paste":
        now = self._now()
        return await in_daemon_thread(lambda: read_text(text, now), _TIMEOUT, "read paste")

    async def file(self, path: Path) -> str | Problem:
        """A file's text, or why it has none."""
        try:
            return await in_daemon_thread(lambda: _read_file(path), _TIMEOUT, "read file")
        except TimeoutError:
            return Problem(ProblemCode.UNREADABLE_FILE)


def read_text(text: str, now: datetime) -> "Paste":
    """Read a text at once; the log has what failed and where, never the text."""
    from ltx_desktop.domain.paste import read_paste  # 20 formats' patterns

    paste = read_paste(text, now)
    for defect in paste.defects:
        where = ", ".join(reversed(defect.places))
        _log.error("the paste reader %s failed: %s in %s", defect.reader, defect.error, where)
    return paste


def _read_file(path: Path) -> str | Problem:
    from ltx_desktop.domain.paste.octets import text_of
    from ltx_desktop.domain.paste.read import MAX_PASTE_LENGTH

    try:
        with path.open("rb") as file:
            octets = file.read(MAX_PASTE_LENGTH + 1)
    except OSError:
        return Problem(ProblemCode.UNREADABLE_FILE)
    if len(octets) > MAX_PASTE_LENGTH:
        return Problem(ProblemCode.PASTE_TOO_LARGE)
    return text_of(octets)
