"""libwww-perl's cookie files (HTTP::Cookies): `Set-Cookie3: name=value; domain=…; expires="…"`.

Python's LWPCookieJar puts values into quotes where they need some, and writes the expiry as
`2026-03-01 00:00:00Z`; EditThisCookie never quotes a value, and writes the expiry in seconds.
"""

import re

from ltx_desktop.domain.paste.cookie_objects import expiry_of
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.secret import Secret

_BEGIN = re.compile(r"^[ \t]*Set-Cookie3:", re.IGNORECASE | re.MULTILINE)
_PART = re.compile(r'(?<![^;\s])([^=;\s]+)(?:=("(?:[^"\\]|\\.)*"(?=\s*(?:;|$))|[^;]*))?\s*(?:;|$)')
_ESCAPE = re.compile(r'\\(["\\])')


def read(text: str) -> Finding | None:
    cookies = [cookie for line in _BEGIN.split(text)[1:] if (cookie := _cookie(line))]
    return Finding(PasteFormat.LWP, tuple(cookies), verbatim=True) if cookies else None


def _cookie(line: str) -> PastedCookie | None:
    parts = [(part[1], _plain(part[2] or "")) for part in _PART.finditer(line)]
    if not parts:
        return None
    (name, value), *attributes = parts
    told = {key.lower(): text for key, text in attributes}
    return PastedCookie(
        name,
        Secret(value),
        told.get("domain", "").lstrip(".") or None,
        expiry_of(told.get("expires")),
    )


def _plain(text: str) -> str:
    bare = text.strip()
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        return _ESCAPE.sub(r"\1", bare[1:-1])
    return bare
