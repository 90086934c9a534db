"""The value of a `Cookie` header: `name=value; name=value` (RFC 6265 4.2.1).

Written with and without the space and with a trailing semicolon by the tools people use;
EditThisCookie writes lines that begin with `//` before it.
"""

import re

from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.secret import Secret

_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
"""RFC 9110 5.6.2: what a cookie's name may consist of."""

_ODD_NAME = re.compile(r'[^\s\x00-\x1f\x7f"]+')
"""What browsers let other products name their cookies: `prefs[theme]`, `consent:v2`."""

_COMMENT_LINES = re.compile(r"\A(?:[ \t]*//[^\r\n]*(?:[\r\n]+|\Z))+")


def read(text: str) -> Finding | None:
    """Read a whole paste as a header value."""
    cookies = split_pairs(_COMMENT_LINES.sub("", text))
    return Finding(PasteFormat.HEADER_VALUE, cookies, verbatim=True) if cookies else None


def split_pairs(value: str, host: str | None = None) -> tuple[PastedCookie, ...] | None:
    """Split at each `;` and then at the first `=` only, since values may contain more.

    None where none of ours is among the names and one cannot be a cookie's, or none is an RFC 9110
    token: then this is something else. A cookie without a name is passed over, as is one with an
    odd name beside ours.
    """
    cookies: list[PastedCookie] = []
    is_odd = False
    for part in value.split(";"):
        before, equals, text = part.partition("=")
        name = before.strip()
        if name and not _ODD_NAME.fullmatch(name):
            is_odd = True
        elif name and equals:
            cookies.append(PastedCookie(name, Secret(text.strip()), host))
    names = {cookie.name for cookie in cookies}
    if names and not names.isdisjoint(COOKIE_NAMES):
        return tuple(cookies)
    if is_odd or (names and not any(map(_TOKEN.fullmatch, names))):
        return None
    return tuple(cookies)
