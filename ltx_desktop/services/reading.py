"""Reading pastes and dropped files without holding up whoever waits for it."""

from pathlib import Path

from ltx_desktop.domain.paste import Paste, read_paste
from ltx_desktop.domain.paste.octets import text_of
from ltx_desktop.domain.paste.read import MAX_PASTE_LENGTH
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.services.ports import Now
from ltx_desktop.store.daemon_call import in_daemon_thread

_TIMEOUT = 60
"""Seconds; the longest paste takes a few, a network share may never answer."""


class ReadPaste:
    """Everything that takes long is done in a thread."""

    def __init__(self, now: Now) -> None:
        self._now = now

    async def text(self, text: str) -> Paste:
        now = self._now()
        return await in_daemon_thread(lambda: read_paste(text, now), _TIMEOUT, "read paste")

    async def file(self, path: Path) -> str | Problem:
        """A file's text, or why it has none."""
        try:
            return await in_daemon_thread(lambda: _read_file(path), _TIMEOUT, "read file")
        except TimeoutError:
            return Problem(ProblemCode.UNREADABLE_FILE)


def _read_file(path: Path) -> str | Problem:
    try:
        with path.open("rb") as file:
            octets = file.read(MAX_PASTE_LENGTH + 1)
    except OSError:
        return Problem(ProblemCode.UNREADABLE_FILE)
    if len(octets) > MAX_PASTE_LENGTH:
        return Problem(ProblemCode.PASTE_TOO_LARGE)
    return text_of(octets)
