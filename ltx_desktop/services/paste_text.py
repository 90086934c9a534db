"""Reads pasted text at once, and logs each bug that it meets."""

import logging
from datetime import datetime

from ltx_desktop.domain.paste import Paste, read_paste

_log = logging.getLogger(__name__)


def read_text(text: str, now: datetime) -> Paste:
    """As `read_paste`; the log tells what failed and where, never the text."""
    paste = read_paste(text, now)
    for defect in paste.defects:
        where = ", ".join(reversed(defect.places))
        _log.error("the paste reader %s failed: %s in %s", defect.reader, defect.error, where)
    return paste
