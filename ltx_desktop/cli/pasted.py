"""A paste on standard input: bounded, read, and judged."""

import sys
from datetime import datetime
from typing import BinaryIO

from ltx_desktop.cli.terminal import complain
from ltx_desktop.domain.paste import Paste, PasteFormat
from ltx_desktop.domain.paste.octets import text_of
from ltx_desktop.domain.paste.read import MAX_PASTE_LENGTH
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.services.reading import read_text
from ltx_desktop.wording.translation import _

_TOO_LARGE = Problem(ProblemCode.PASTE_TOO_LARGE)


def read_standard_input(source: BinaryIO | None, now: datetime) -> Paste:
    """Read standard input, or `source`, to its end, but no more than a paste can be long."""
    octets = _octets(source)
    text = text_of(octets) if len(octets) <= MAX_PASTE_LENGTH else _TOO_LARGE
    if isinstance(text, Problem):
        return Paste(PasteFormat.UNRECOGNISED, problems=(text,))
    return read_text(text, now)


def _octets(source: BinaryIO | None) -> bytes:
    if source is None:
        if sys.stdin is None:  # the caller closed it
            return b""
        if sys.stdin.isatty():
            complain(_("Paste here, then press Ctrl+D (on Windows Ctrl+Z and Return)."))
        source = sys.stdin.buffer
    return source.read(MAX_PASTE_LENGTH + 1)
