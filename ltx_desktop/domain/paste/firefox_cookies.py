"""*Copy All* of the Cookies pane of Firefox's network monitor (gecko, `CookiesPanel.js`).

`{"Request Cookies": {name: value}, "Response Cookies": {name: {value, path, expires, …}}}`; the
outer names are in the browser's language, so it is told by its shape. Firefox decodes values
for this pane (`NetworkHelper.sys.mjs`), and nothing tells which `+` was a `%2B`.
"""

from collections.abc import Iterator

from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.paste.cookie_objects import expiry_of
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.problem import Problem, ProblemCode
from ltx_desktop.domain.secret import Secret

_OFTEN_ENCODED = frozenset("+/=")


def read(value: object) -> Finding | None:
    if not isinstance(value, dict) or not all(isinstance(part, dict) for part in value.values()):
        return None
    cookies = [cookie for part in value.values() for cookie in _cookies(part)]
    if not any(cookie.name in COOKIE_NAMES for cookie in cookies):
        return None
    # An answer's cookie is newer than the one that was sent, and alone tells its end.
    cookies.sort(key=lambda cookie: cookie.expiry is not None)
    problems = (
        Problem(ProblemCode.MAYBE_DECODED, cookie.name)
        for cookie in cookies
        if cookie.name in COOKIE_NAMES and _OFTEN_ENCODED & set(cookie.value.reveal())
    )
    return Finding(PasteFormat.FIREFOX_COOKIES, tuple(cookies), problems=tuple(problems))


def _cookies(part: dict[object, object]) -> Iterator[PastedCookie]:
    for name, told in part.items():
        value = told.get("value") if isinstance(told, dict) else told
        if isinstance(name, str) and isinstance(value, str):
            expiry = expiry_of(told.get("expires")) if isinstance(told, dict) else None
            yield PastedCookie(name, Secret(value), expiry=expiry)
