"""The useapi.net API token, as people paste it (`user:12345-abcdefghi`, api-contract 5.3)."""

_BEARER = "bearer "


def clean_token(text: str) -> str:
    """The token without white space around it and without a pasted `Bearer `; may be empty."""
    stripped = text.strip()
    if stripped.casefold().startswith(_BEARER):
        stripped = stripped[len(_BEARER) :].strip()
    return stripped if stripped.isascii() and stripped.isprintable() else ""
