"""What the commands' arguments have in common."""

import argparse
import re
from datetime import timedelta

from ltx_desktop.domain.max_jobs import MAX_MAX_JOBS, MIN_MAX_JOBS, is_max_jobs
from ltx_desktop.wording.translation import _

_COUNT = r"(?P<{unit}>[0-9]{{1,6}}){letter}"
_UNITS = {"weeks": "w", "days": "d", "hours": "h", "minutes": "m"}
_SPAN = re.compile(
    "".join(f"(?:{_COUNT.format(unit=unit, letter=letter)})?" for unit, letter in _UNITS.items())
)
_LONGEST = timedelta(days=3650)


def span(text: str) -> timedelta:
    """`7d`, `36h`, `90m`, `2w`, `1d12h`; at most ten years."""
    found = _SPAN.fullmatch(text)
    if found is None or not text:
        raise argparse.ArgumentTypeError(_("a span of time is written 7d, 36h, 90m, 2w or 1d12h"))
    length = timedelta(**{unit: int(count) for unit, count in found.groupdict("0").items()})
    if length > _LONGEST:
        raise argparse.ArgumentTypeError(_("a span of time is ten years at most"))
    return length


def email(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        raise argparse.ArgumentTypeError(_("an account is named by its email"))
    return stripped


def max_jobs(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
    if not is_max_jobs(number):
        raise argparse.ArgumentTypeError(
            _("max jobs is a number from {least} to {most}").format(
                least=MIN_MAX_JOBS, most=MAX_MAX_JOBS
            )
        )
    return number
