"""Columns of text, aligned also where characters are two columns wide or none."""

import unicodedata
from collections.abc import Sequence
from itertools import zip_longest


def table(rows: Sequence[Sequence[str]]) -> str:
    """Lines with two spaces between columns and none at their ends."""
    widths = [max(map(_width, column)) for column in zip_longest(*rows, fillvalue="")]
    return "\n".join(
        "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=False)).rstrip()
        for row in rows
    )


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
