"""Rows of a browser's cookie table: Chrome's and Edge's Application tab, Safari's Storage tab.

Chrome (devtools-frontend, `CookiesTable.ts`): Name, Value, Domain, Path, Expires / Max-Age (ISO
8601 or *Session*, in the browser's language), Size, HttpOnly, Secure, SameSite and more, fewer
in older ones; it cuts values off at 1,000 characters, which Size gives away. Safari (WebKit,
`CookieStorageContentView.js`): the visible columns only, Size with a unit, Expires in the
system's own way of writing dates.
"""

import re
from datetime import datetime

from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.paste.cookie_objects import expiry_of
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret

_HOST = re.compile(r"\.?(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*|localhost", re.IGNORECASE)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z")
_SIZE = re.compile(r"[0-9]{1,6}")
_COLUMNS_TO_SIZE = 4
"""Domain, Path, Expires, Size; far behind comes a port, a number too."""
_SIZE_WITH_UNIT = re.compile(r"[0-9]+(?:[.,][0-9]+)?\s?[^\W\d]{1,6}")


def read(text: str) -> Finding | None:
    rows = [cells for cells in _rows(text) if _is_cookie(cells)]
    if not rows:
        return None
    problems = [
        Problem(ProblemCode.TRUNCATED, name)
        for name, value, *others in rows
        if name in COOKIE_NAMES and _proves_cut(name, value, others)
    ]
    return Finding(
        PasteFormat.SAFARI_TABLE if _is_safari(rows) else PasteFormat.CHROME_TABLE,
        tuple(_cookie(cells) for cells in rows),
        problems=tuple(problems),
        verbatim=True,
    )


def _rows(text: str) -> list[list[str]]:
    """Each row's cells; where tabs were lost on the way, those of a row that is still plain."""
    lines = text.splitlines()
    if any("\t" in line for line in lines):
        return [[cell.strip() for cell in line.split("\t")] for line in _whole_rows(lines)]
    return [
        cells for line in lines if len(cells := line.split()) >= 4 and _HOST.fullmatch(cells[2])
    ]


def _whole_rows(lines: list[str]) -> list[str]:
    """Rows that were broken inside a value are put together again, with the break in it."""
    most = max(line.count("\t") for line in lines)
    rows: list[list[str]] = []
    tabs = 0
    for line in lines:
        more = line.count("\t")
        if tabs == 1 and tabs + more <= most and rows[-1][0].split("\t")[0] in COOKIE_NAMES:
            rows[-1].append(line)
            tabs += more
        else:
            rows.append([line])
            tabs = more
    return ["\n".join(row) for row in rows]


def _is_cookie(cells: list[str]) -> bool:
    if len(cells) < 2 or not cells[0]:
        return False
    return cells[0] in COOKIE_NAMES or any(_HOST.fullmatch(cell) for cell in cells[2:3])


def _is_safari(rows: list[list[str]]) -> bool:
    cells = [cell for row in rows for cell in row[3:]]
    plain, with_unit = (any(map(size.fullmatch, cells)) for size in (_SIZE, _SIZE_WITH_UNIT))
    return with_unit and not plain


def _cookie(cells: list[str]) -> PastedCookie:
    name, value, *others = cells
    return PastedCookie(name, Secret(value), _host(others), _expiry(others))


def _host(cells: list[str]) -> str | None:
    return next((cell.lstrip(".") for cell in cells[:1] if _HOST.fullmatch(cell)), None)


def _expiry(cells: list[str]) -> datetime | None:
    return next((expiry_of(cell) for cell in cells if _ISO.fullmatch(cell)), None)


def _proves_cut(name: str, value: str, cells: list[str]) -> bool:
    """Chrome's Size counts the whole name and value, also where the value was cut."""
    size = next((int(cell) for cell in cells[:_COLUMNS_TO_SIZE] if _SIZE.fullmatch(cell)), 0)
    return value.isascii() and len(name) + len(value) < size
