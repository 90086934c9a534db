"""What a reader finds in a paste, and what `read_paste` makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, unique

from ltx_desktop.domain.problem import Problem
from ltx_desktop.domain.secret import Secret


@unique
class PasteFormat(StrEnum):
    """Stable ids: scripts and translations refer to them."""

    HEADER_VALUE = "header-value"
    COOKIE_LINE = "cookie-line"
    REQUEST_HEADERS = "request-headers"
    API_BODY = "api-body"
    UNRECOGNISED = "unrecognised"


@dataclass(frozen=True, slots=True)
class Finding:
    """A reader's result: `pairs` in the order of the paste, names as they stand there."""

    format: PasteFormat
    pairs: tuple[tuple[str, Secret], ...]
    max_jobs: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Paste:
    """A paste, read: all cookies found, and all problems that need no clock to be seen."""

    format: PasteFormat
    cookies: Mapping[str, Secret] = field(default_factory=dict)
    max_jobs: int | None = None
    problems: tuple[Problem, ...] = ()
