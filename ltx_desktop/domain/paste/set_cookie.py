"""`Set-Cookie:` lines of an answer (RFC 6265 5.2), among other headers or alone.

Also as the Headers pane of a browser is copied: the name on one line, the value on the next.
"""

import re
from datetime import UTC, datetime

from ltx_desktop.domain.instant import EARLIEST, LATEST
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.secret import Secret

_BEGIN = re.compile(r"^[ \t]*set-cookie(?::|[ \t]*\r?$)", re.IGNORECASE | re.MULTILINE)
_NEXT_HEADER = re.compile(r"^[ \t]*[a-z0-9-]+:(?:[ \t]|$)", re.IGNORECASE | re.MULTILINE)


def read(text: str) -> Finding | None:
    cookies = [
        cookie
        for rest in _BEGIN.split(text)[1:]
        if (cookie := read_set_cookie(_NEXT_HEADER.split(rest, maxsplit=1)[0]))
    ]
    return Finding(PasteFormat.SET_COOKIE, tuple(cookies), verbatim=True) if cookies else None


def read_set_cookie(line: str, host: str | None = None) -> PastedCookie | None:
    """One cookie with its attributes; `host` is where it came from, if it names no domain."""
    pair, *attributes = line.split(";")
    name, equals, value = pair.partition("=")
    if not (name.strip() and equals):
        return None
    told = {
        key.strip().lower(): text.strip()
        for key, _equals, text in (attribute.partition("=") for attribute in attributes)
    }
    max_age = told.get("max-age", "")
    return PastedCookie(
        name.strip(),
        Secret(value.strip()),
        told.get("domain", "").lstrip(".") or host,
        _http_date(told.get("expires", "")),
        int(max_age) if re.fullmatch(r"-?[0-9]{1,10}", max_age) else None,
    )


def _http_date(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # most pastes have none

    try:
        parsed = parsedate_to_datetime(text)
        instant = (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return instant if EARLIEST <= instant <= LATEST else None
