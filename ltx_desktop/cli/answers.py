"""Asking whoever sits at the terminal."""

import sys

from ltx_desktop.cli.terminal import complain
from ltx_desktop.wording.translation import _

_YES = frozenset({"y", "yes"})


def is_anybody_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def is_yes(question: str) -> bool:
    """Enter alone is a no."""
    complain(question)
    complain(_("y/N:"))
    return sys.stdin.readline().strip().casefold() in {*_YES, *_("y yes").split()}


def choice(question: str, count: int) -> int:
    """The place of the chosen one; anything but a number of them is the first."""
    complain(question)
    answer = sys.stdin.readline().strip()
    number = int(answer) if answer.isascii() and answer.isdecimal() and len(answer) < 4 else 1
    return number - 1 if 0 < number <= count else 0
