"""The useapi.net API token, as people paste it (`user:12345-abcdefghi`, api-contract 5.3)."""

from dataclasses import dataclass

from ltx_desktop.domain.secret import Secret

_BEARER = "bearer "


def clean_token(text: str) -> str:
    """The token without white space around it and without a pasted `Bearer `; may be empty."""
    stripped = text.strip()
    if stripped.casefold().startswith(_BEARER):
        stripped = stripped[len(_BEARER) :].strip()
    return stripped if stripped.isascii() and stripped.isprintable() else ""


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token, and the `BaseUrl.origin` that it was saved for: it goes nowhere else."""

    secret: Secret
    origin: str
