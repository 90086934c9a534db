"""A version of this app, and where it can be had."""

import re
from dataclasses import dataclass

_THREE_NUMBERS = re.compile(r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """Every release has three numbers; what has more to it is none."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> "Version":
        """`1.2.3`; ValueError for anything else, pre-releases too."""
        found = _THREE_NUMBERS.fullmatch(text)
        if found is None:
            raise ValueError("no version of a release")
        return cls(*map(int, found.groups()))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


@dataclass(frozen=True, slots=True)
class Release:
    """`page` is its address for a browser."""

    version: Version
    page: str
