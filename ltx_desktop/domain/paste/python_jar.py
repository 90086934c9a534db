"""A cookie jar as Python shows it (http.cookiejar): `str(jar)` and `repr(jar)`.

`<CookieJar[<Cookie lt_id=… for app.ltx.studio/>, …]>` and
`<CookieJar[Cookie(version=0, name='lt_id', value='…', …, domain='…', …, expires=…, …)]>`;
browser_cookie3 and requests return such jars.
"""

import re

from ltx_desktop.domain.paste.cookie_objects import expiry_of
from ltx_desktop.domain.paste.python_literal import literal_value
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.secret import Secret

_SHOWN = re.compile(r"<Cookie ([^=\s<>]+)=(\S*) for ([^\s/:<>]+)(?::[0-9]+)?/[^>]*>")
_BEGIN = re.compile(r"\bCookie\((?=version=)")
_LITERAL = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_NAME = re.compile(rf"\bname={_LITERAL}")
_VALUE = re.compile(rf"\bvalue={_LITERAL}")
_DOMAIN = re.compile(rf"\bdomain={_LITERAL}")
_EXPIRES = re.compile(r"\bexpires=([0-9.]+)")


def read(text: str) -> Finding | None:
    cookies = [
        PastedCookie(name, Secret(value), domain.lstrip("."))
        for name, value, domain in _SHOWN.findall(text)
    ]
    for part in _BEGIN.split(text)[1:]:
        name, value, domain = (_string(pattern, part) for pattern in (_NAME, _VALUE, _DOMAIN))
        expires = _EXPIRES.search(part)
        if name and value is not None:
            host = domain.lstrip(".") if domain else None
            expiry = expiry_of(expires[1]) if expires else None
            cookies.append(PastedCookie(name, Secret(value), host, expiry))
    return Finding(PasteFormat.PYTHON_JAR, tuple(cookies)) if cookies else None


def _string(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    value = literal_value(found[1]) if found else None
    return value if isinstance(value, str) else None
