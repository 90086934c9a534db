"""The body of `POST /accounts`: `{"cookie": "lt_id=…; …", "maxJobs": 20}`.

The service's own documentation shows it with a comma after the last member, which JSON
forbids; people copy it from there.
"""

from ltx_desktop.domain.max_jobs import is_max_jobs
from ltx_desktop.domain.paste.header_value import split_pairs
from ltx_desktop.domain.paste.json_text import json_value
from ltx_desktop.domain.paste.result import Finding, PasteFormat


def read_body(text: str) -> Finding | None:
    """Read a body's text, wherever it stood."""
    return read(json_value(text))


def read(value: object) -> Finding | None:
    if not isinstance(value, dict):
        return None
    cookie = value.get("cookie")
    cookies = split_pairs(cookie) if isinstance(cookie, str) else None
    if not cookies:
        return None
    max_jobs = value.get("maxJobs")
    return Finding(
        PasteFormat.API_BODY, cookies, max_jobs=max_jobs if is_max_jobs(max_jobs) else None
    )
