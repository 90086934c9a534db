"""The page where a person logs in, and the cookies of it that a browser has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from ltx_desktop.browsers.errors import (
    ClosedWithoutLogIn,
    CookiesIncomplete,
    SessionOnlyCookies,
)
from ltx_desktop.domain.cookies import COOKIE_NAMES, LT_REFRESH_TOKEN
from ltx_desktop.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class Site:
    """`address` is opened; the cookies that count are those of `host` and the hosts below it."""

    address: str
    host: str

    @classmethod
    def at(cls, address: str) -> "Site":
        return cls(address, urlsplit(address).hostname or "")

    def has(self, domain: str, name: str) -> bool:
        """Whether a cookie of this domain (`.ltx.studio`, `app.ltx.studio`) is one of the three."""
        host = domain.removeprefix(".")
        is_here = host == self.host or host.endswith(f".{self.host}")
        return is_here and name in COOKIE_NAMES


STUDIO = Site("https://app.ltx.studio/", "ltx.studio")


@dataclass(frozen=True, slots=True)
class FoundCookie:
    """`expiry` is None for a cookie that the browser keeps for one visit only."""

    name: str
    value: Secret
    expiry: datetime | None


@dataclass(frozen=True, slots=True)
class Session:
    """The three cookies, and when those end that say so."""

    values: Mapping[str, Secret] = field(repr=False)
    expiries: Mapping[str, datetime]


def session_of(cookies: Iterable[FoundCookie]) -> Session:
    """What a browser had when it had ended; raises the error that says what is missing.

    Where a name is there twice, for two domains, the cookie that lives longer is the newer one.
    """
    found: dict[str, FoundCookie] = {}
    for one in sorted(cookies, key=lambda one: one.expiry.timestamp() if one.expiry else 0):
        found[one.name] = one
    missing = tuple(name for name in COOKIE_NAMES if name not in found)
    if len(missing) == len(COOKIE_NAMES):
        raise ClosedWithoutLogIn
    if missing == (LT_REFRESH_TOKEN,):
        raise SessionOnlyCookies
    if missing:
        raise CookiesIncomplete(missing)
    return Session(
        {name: found[name].value for name in COOKIE_NAMES},
        {name: one.expiry for name, one in found.items() if one.expiry},
    )
