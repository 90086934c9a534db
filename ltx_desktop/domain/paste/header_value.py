"""The value of a `Cookie` header: `name=value; name=value` (RFC 6265 4.2.1).

Written with and without the space and with a trailing semicolon by the tools people use.
"""

import re

from ltx_desktop.domain.paste.result import Finding, PasteFormat
from ltx_desktop.domain.secret import Secret

_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
"""RFC 9110 5.6.2: what a cookie's name may consist of."""

_QUOTES = ('"', "'")


def read(text: str) -> Finding | None:
    """Read a whole paste as a header value, with or without quotation marks around it."""
    stripped = text.strip()
    if len(stripped) > 1 and stripped[0] in _QUOTES and stripped[-1] == stripped[0]:
        stripped = stripped[1:-1]
    pairs = split_pairs(stripped)
    return Finding(PasteFormat.HEADER_VALUE, pairs) if pairs else None


def split_pairs(value: str) -> tuple[tuple[str, Secret], ...] | None:
    """Split at each `;` and then at the first `=` only, since values may contain more.

    None where a name is no RFC 9110 token: then this is something else. A part without `=`
    is a cookie without a name, of no use to anybody, and is passed over.
    """
    pairs: list[tuple[str, Secret]] = []
    for part in value.split(";"):
        name, equals, text = part.partition("=")
        if not name.strip() and not equals:
            continue
        if not _TOKEN.fullmatch(name.strip()):
            return None
        if equals:
            pairs.append((name.strip(), Secret(text.strip())))
    return tuple(pairs)
