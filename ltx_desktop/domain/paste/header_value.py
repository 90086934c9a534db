"""The value of a `Cookie` header: `name=value; name=value` (RFC 6265 4.2.1).

Written with and without the space and with a trailing semicolon by the tools people use.
"""

import re

from ltx_desktop.domain.paste.result import Finding, PasteFormat
from ltx_desktop.domain.secret import Secret

_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
"""RFC 9110 5.6.2: what a cookie's name may consist of."""

_ODD_NAME = re.compile(r'[^\s\x00-\x1f\x7f"]+')
"""What browsers let other products name their cookies: `prefs[theme]`, `consent:v2`."""


def read(text: str) -> Finding | None:
    """Read a whole paste as a header value."""
    pairs = split_pairs(text)
    return Finding(PasteFormat.HEADER_VALUE, pairs) if pairs else None


def split_pairs(value: str) -> tuple[tuple[str, Secret], ...] | None:
    """Split at each `;` and then at the first `=` only, since values may contain more.

    None where a name cannot be a cookie's, or none is an RFC 9110 token: then this is something
    else. A cookie without a name, of no use to anybody, is passed over.
    """
    pairs: list[tuple[str, Secret]] = []
    for part in value.split(";"):
        before, equals, text = part.partition("=")
        name = before.strip()
        if name and not _ODD_NAME.fullmatch(name):
            return None
        if name and equals:
            pairs.append((name, Secret(text.strip())))
    if pairs and not any(_TOKEN.fullmatch(name) for name, _value in pairs):
        return None
    return tuple(pairs)
