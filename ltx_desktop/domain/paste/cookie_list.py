"""A list of cookie objects, alone or under `cookies`, as one export of a JSON tool holds it.

Cookie-Editor, EditThisCookie, Get cookies.txt LOCALLY, rookie: a bare list. J2TEAM:
`{url, cookies}`. Cookie Manager: `{cookieManagerVersion, cookies}`. Playwright's storage state:
`{cookies, origins}`; the DevTools protocol's answer: `{cookies}`, perhaps under `result`.
Cookie Quick Manager copies one cookie as an object of its own.
"""

from ltx_desktop.domain.paste.cookie_objects import cookie_of, cookies_of
from ltx_desktop.domain.paste.hosts import host_of
from ltx_desktop.domain.paste.result import Finding, PasteFormat


def read(value: object) -> Finding | None:
    if isinstance(value, dict):
        if single := cookie_of(value):
            return Finding(PasteFormat.COOKIE_LIST, (single,))
        result = value.get("result")
        holder = result if isinstance(result, dict) else value
        found = cookies_of(holder.get("cookies"), host_of(holder.get("url")))
    else:
        found = cookies_of(value)
    return Finding(PasteFormat.COOKIE_LIST, tuple(found)) if found else None
