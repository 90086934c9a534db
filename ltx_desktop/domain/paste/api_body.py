"""The body of `POST /accounts`: `{"cookie": "lt_id=…; …", "maxJobs": 20}`.

The service's own documentation shows it with a comma after the last member, which JSON
forbids; people copy it from there, or write `cookie` as the object that the answers have.
"""

from ltx_desktop.domain.max_jobs import is_max_jobs
from ltx_desktop.domain.paste import json_object
from ltx_desktop.domain.paste.header_value import split_pairs
from ltx_desktop.domain.paste.json_text import json_value
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat


def read_body(text: str) -> Finding | None:
    """Read a body's text, wherever it stood."""
    return read(json_value(text))


def read(value: object) -> Finding | None:
    if not isinstance(value, dict):
        return None
    cookies = _cookies(value.get("cookie"))
    if not cookies:
        return None
    max_jobs = value.get("maxJobs")
    return Finding(
        PasteFormat.API_BODY, cookies, max_jobs=max_jobs if is_max_jobs(max_jobs) else None
    )


def _cookies(cookie: object) -> tuple[PastedCookie, ...] | None:
    if isinstance(cookie, str):
        return split_pairs(cookie)
    found = json_object.read(cookie)
    return found.cookies if found else None
