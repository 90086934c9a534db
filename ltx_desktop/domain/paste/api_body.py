"""The body of `POST /accounts`: `{"cookie": "lt_id=…; …", "maxJobs": 20}`.

The service's own documentation shows it with a comma after the last member, which JSON
forbids; people copy it from there.
"""

import json
import re

from ltx_desktop.domain.max_jobs import is_max_jobs
from ltx_desktop.domain.paste.header_value import split_pairs
from ltx_desktop.domain.paste.result import Finding, PasteFormat

_LAST_COMMA = re.compile(r",\s*}\Z")


def read(text: str) -> Finding | None:
    stripped = text.strip()
    if not stripped.startswith("{"):
        return None
    try:
        body = json.loads(_LAST_COMMA.sub("}", stripped))
    except (ValueError, RecursionError):
        return None
    cookie = body.get("cookie")
    pairs = split_pairs(cookie) if isinstance(cookie, str) else None
    if not pairs:
        return None
    max_jobs = body.get("maxJobs")
    return Finding(
        PasteFormat.API_BODY, pairs, max_jobs=max_jobs if is_max_jobs(max_jobs) else None
    )
