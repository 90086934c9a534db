"""Rules for reading any text, which property tests, fuzzer and kept findings share."""

import warnings
from datetime import UTC, datetime

from ltx_desktop.domain.cookies import SessionCookies, refused
from ltx_desktop.domain.paste import Paste, PasteFormat, read_paste

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SURELY_A_SECRET = 24
"""Characters; a shorter value may stand in a repr by chance."""


def read_soundly(text: str) -> Paste:
    """No reader fails or warns, no repr shows a value, and cookies not refused can be sent."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        paste = read_paste(text, NOW)
    assert not warned
    assert not paste.defects, paste.defects
    assert not paste.cookies or paste.format is not PasteFormat.UNRECOGNISED
    told = repr(paste)
    for value in paste.cookies.values():
        assert len(value) < SURELY_A_SECRET or value.reveal() not in told
    if not refused(paste.problems):
        header = SessionCookies.from_values(paste.cookies).header().reveal()
        assert header.isascii()
        assert header.isprintable()
        assert header.count(";") == 2
    return paste
