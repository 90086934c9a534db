"""Whether the text says of a value that it belongs to another site."""

import re

from ltx_desktop.domain.paste.hosts import is_ltx_studio

_HOST = r"\.?((?:[a-z0-9_-]{1,63}\.){1,8}[a-z]{2,24})"
_KEYED = re.compile(
    rf"\b(?:domain|host|url)\w*(?: raw)?[\"'’”]?\s{{0,9}}[=:]\s{{0,9}}[\"'“‘]?(?:https?://)?{_HOST}",
    re.IGNORECASE,
)
_OF_A_JAR = re.compile(rf"\A[ \t]{{1,9}}for {_HOST}")
_CELL = re.compile(
    rf"(?:\A|[\t|│,(])[ ]{{0,40}}[\"']?(?:#HttpOnly_)?{_HOST}[\"']?[ ]{{0,40}}(?=[\t|│,)]|\Z)"
)
_SPACED_CELL = re.compile(rf"(?:\A|[ ]{{2,40}})(?:#HttpOnly_)?{_HOST}(?=[ ]{{2,40}}|\Z)")
_REQUEST = re.compile(
    rf"(?:\bcurl(?:\.exe)?|\bfetch\(|-Uri|\bwget|\bhttps?|--url|\burl[\"']?\s{{0,9}}[:=])\s{{0,9}}[\^$]?[\"'“‘]?https?://{_HOST}",
    re.IGNORECASE,
)
_API = "useapi.net"
"""To which bodies with our cookies are sent."""

_AROUND = 2000
"""Characters of a line that are looked at on either side."""


def is_elsewhere(text: str, floor: int, begin: int, end: int, ceiling: int) -> bool:
    """Whether what stands around a value names another site's host alone.

    The name begins at `begin`, the value ends at `end`; `floor` is where the value before ends and
    `ceiling` where the next name begins.
    """
    nearest = max(0, begin - _AROUND)
    line_begin = text.rfind("\n", nearest, begin) + 1 or nearest
    before = text[line_begin:begin] if line_begin >= floor else ""
    line_end = text.find("\n", end, ceiling)
    behind = text[end : min(line_end if line_end >= 0 else ceiling, end + _AROUND)].rstrip("\r")
    hosts = [*_hosts(_KEYED, behind), *_hosts(_OF_A_JAR, behind), *_hosts(_CELL, behind)]
    hosts += [*_hosts(_CELL, before), *_hosts(_SPACED_CELL, before)]
    if not hosts:
        hosts = _hosts(_REQUEST, text[max(floor, begin - 4 * _AROUND) : begin])[-1:]
    return _is_foreign(hosts)


def is_object_elsewhere(text: str) -> bool:
    return _is_foreign(_hosts(_KEYED, text))


def _hosts(pattern: re.Pattern[str], text: str) -> list[str]:
    return [found[1] for found in pattern.finditer(text)]


def _is_foreign(hosts: list[str]) -> bool:
    return bool(hosts) and not any(is_ltx_studio(host) or host.endswith(_API) for host in hosts)
