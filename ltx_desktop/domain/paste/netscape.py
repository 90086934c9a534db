"""Netscape's cookies.txt (curl.se/docs/http-cookies.html): seven fields between tabs.

domain, include subdomains, path, secure, expiry (seconds, 0 for a session), name, value. A line
that begins with `#HttpOnly_` is data; chats and terminals make spaces of the tabs.
"""

from ltx_desktop.domain.paste.cookie_objects import expiry_of
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.secret import Secret

_HTTP_ONLY = "#HttpOnly_"
_FLAGS = ("TRUE", "FALSE")


def read(text: str) -> Finding | None:
    rows: list[tuple[list[str], list[str]]] = []
    for line in text.splitlines():
        data = line.lstrip(" ").removeprefix(_HTTP_ONLY)
        if data.startswith("#") or not data.strip():
            continue
        if fields := _fields(data):
            rows.append((fields, []))
        elif rows:
            rows[-1][1].append(line.strip())
    cookies = tuple(_cookie(fields, rest) for fields, rest in rows)
    return Finding(PasteFormat.NETSCAPE, cookies, verbatim=True) if cookies else None


def _fields(line: str) -> list[str] | None:
    by_tab = [field.strip() for field in line.split("\t")]
    fields = by_tab if len(by_tab) == 7 else line.split()
    if len(fields) == 6:
        fields.append("")  # an empty value, of which only spaces are left
    if len(fields) != 7 or fields[1].upper() not in _FLAGS or fields[3].upper() not in _FLAGS:
        return None
    return fields


def _cookie(fields: list[str], rest: list[str]) -> PastedCookie:
    """A value that went on in the next lines keeps its breaks, so that this is seen."""
    domain, _all, _path, _secure, expiry, name, value = fields
    whole = Secret("\n".join([value, *rest]))
    return PastedCookie(name, whole, domain.lstrip("."), expiry_of(expiry or None))
