"""A cookie a line: `name=value`, `"name","value"` (EditThisCookie's map) or `name: value`."""

import re

from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.secret import Secret

_PAIR = re.compile(r"""(["']?)([^\s=";,]+?)\1\s*=\s*(.*?)\s*,?""")
_QUOTED_PAIR = re.compile(r'(")([^"]+)"\s*,\s*"([^"]*)",?')
_COLON_PAIR = re.compile(rf"""(["']?)({"|".join(COOKIE_NAMES)})\1\s*:\s*(.*?)\s*,?""")
_PADDING = re.compile(r"=*")


def read(text: str) -> Finding | None:
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("//")]
    if len(lines) < 2 or any(";" in line for line in lines):
        return None  # a header value, over several lines perhaps
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        named = _QUOTED_PAIR.fullmatch(line) or _COLON_PAIR.fullmatch(line)
        pair = named or _PAIR.fullmatch(line)
        before = found[-1][0] if found else ""
        if pair and (named or not _is_rest(pair, before)):
            found.append((pair[2], [_unquoted(pair[3])]))
        elif found and "=" not in line.rstrip("=") and " " not in line:
            found[-1][1].append(line)
        else:
            return None
    if not any(name in COOKIE_NAMES for name, _value in found):
        return None
    cookies = tuple(PastedCookie(name, Secret("\n".join(value))) for name, value in found)
    return Finding(PasteFormat.NAME_VALUE_LINES, cookies, verbatim=True)


def _is_rest(pair: re.Match[str], before: str) -> bool:
    """Whether this is the end of the line before: base64 with its padding looks like a pair."""
    if pair[2] in COOKIE_NAMES or before not in COOKIE_NAMES:
        return False
    return bool(_PADDING.fullmatch(pair[3]))


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
