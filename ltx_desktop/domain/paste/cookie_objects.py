"""Cookies as objects of JSON, as extensions, browsers' protocols and test tools write them.

name, value, domain, expirationDate (seconds)      Chrome's extension API: Cookie-Editor,
                                                   EditThisCookie, Get cookies.txt, J2TEAM
name, value, domain, expires (seconds, -1)         DevTools protocol, Playwright, Puppeteer,
                                                   rookie; HAR has ISO 8601 text or null
name, value, domain, expiry (seconds)              WebDriver (Selenium)
name, value, url, expirationDate                   Cookie Manager
Name raw, Content raw, Host raw, Expires raw       Cookie Quick Manager
"""

from datetime import datetime

from ltx_desktop.domain.instant import read_instant
from ltx_desktop.domain.paste.hosts import host_of
from ltx_desktop.domain.paste.result import PastedCookie
from ltx_desktop.domain.secret import Secret

_NAMES = ("name", "Name raw")
_VALUES = ("value", "Content raw")
_HOSTS = ("domain", "host", "url", "Host raw")
_EXPIRIES = ("expirationDate", "expires", "expiry", "Expires raw")


def cookie_of(value: object, host: str | None = None) -> PastedCookie | None:
    """One object as a cookie; None where it is none. `host` is for an object that tells none."""
    if not isinstance(value, dict):
        return None
    name, text = _first(value, _NAMES), _first(value, _VALUES)
    if not (isinstance(name, str) and name and isinstance(text, str)):
        return None
    domain = _first(value, _HOSTS)
    return PastedCookie(
        name, Secret(text), _host(domain) or host, expiry_of(_first(value, _EXPIRIES))
    )


def cookies_of(values: object, host: str | None = None) -> list[PastedCookie]:
    """The cookies of a list of objects; what is none is passed over."""
    if not isinstance(values, list | tuple):
        return []
    return [cookie for value in values if (cookie := cookie_of(value, host))]


def expiry_of(value: object) -> datetime | None:
    """A cookie's end; 0, -1, null, an empty text and `Session` mean that it has none."""
    return read_instant(value, None).instant


def _first(value: dict[object, object], keys: tuple[str, ...]) -> object:
    return next((value[key] for key in keys if key in value), None)


def _host(domain: object) -> str | None:
    if not isinstance(domain, str) or not domain:
        return None
    return host_of(domain) if "://" in domain else domain.lstrip(".")
