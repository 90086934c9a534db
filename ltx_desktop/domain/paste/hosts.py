"""Whose host it is: LTX Studio's, or another site's."""

from functools import lru_cache
from urllib.parse import urlsplit

_SITE = "ltx.studio"


@lru_cache(maxsize=64)
def is_ltx_studio(host: str) -> bool:
    """Whether a host, or a cookie's domain with its leading dot, is ltx.studio or below it."""
    bare = host.strip().strip(".").lower()
    return bare == _SITE or bare.endswith(f".{_SITE}")


def host_of(url: object) -> str | None:
    """The host of a URL; None where it has none."""
    try:
        return urlsplit(url).hostname if isinstance(url, str) else None
    except ValueError:
        return None
