"""A plain object of cookies: `{"lt_id": "…", "lt_token": "…"}`, of JSON or printed by Python."""

from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.paste.result import Finding, PastedCookie, PasteFormat
from ltx_desktop.domain.secret import Secret


def read(value: object) -> Finding | None:
    if not isinstance(value, dict) or not value.keys() & set(COOKIE_NAMES):
        return None
    cookies = tuple(
        PastedCookie(name, Secret(str(text)))
        for name, text in value.items()
        if isinstance(name, str) and (isinstance(text, str) or type(text) is int)
    )
    return Finding(PasteFormat.JSON_OBJECT, cookies) if cookies else None
