"""The versions of PySide6 that the app was tried with, by Python version.

pyproject.toml gives installers the same ranges; these are for installations by hand.
"""

from collections.abc import Sequence

from ltx_desktop.wording.translation import _

_OLDEST = (6, 10, 2)
_BELOW = (6, 13)
_BELOW_ON_PYTHON_3_11 = (6, 12)
"""6.12.0 aborts there (tests/app/test_pyside_references.py)."""


def qt_problem(installed: tuple[int, int, int], python: tuple[int, int]) -> str | None:
    """Why the app does not start on this PySide6, as a sentence; None where it does."""
    below = _BELOW_ON_PYTHON_3_11 if python < (3, 12) else _BELOW
    if _OLDEST <= installed < below:
        return None
    return _(
        "LTX Accounts needs PySide6 {oldest} or newer, but older than {below}, on Python {python}; "
        "version {installed} is installed. Reinstall LTX Accounts to get one that works."
    ).format(
        oldest=_dotted(_OLDEST),
        below=_dotted(below),
        python=_dotted(python),
        installed=_dotted(installed),
    )


def _dotted(version: Sequence[int]) -> str:
    return ".".join(map(str, version))
