"""`ltx-desktop` and `python -m ltx_desktop`."""

import gc
import sys

_OLDEST, _NEWEST = (3, 11), (3, 15)
"""Pythons that the app was tried with; `requires-python` in pyproject.toml says the same."""

_EXIT_CANNOT_START = 2
_EXIT_INTERRUPTED = 130
"""128 + SIGINT, as shells count it."""


def main() -> int:
    """Run the command line; its exit code is returned. Ctrl+C at any time is no traceback."""
    if problem := python_problem(*sys.version_info[:2]):
        from ltx_desktop.app.refusal import refuse  # rarely needed

        refuse(problem)
        return _EXIT_CANNOT_START
    # Nothing of a start is garbage, and what goes on for long has it looked for again.
    gc.disable()
    try:
        from ltx_desktop.app.main import run  # `import ltx_desktop` stays cheap

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return _EXIT_INTERRUPTED


def python_problem(major: int, minor: int) -> "str | None":
    """Why the app does not start on this Python; None where it does.

    In English only: the translations need a Python that fits.
    """
    if _OLDEST <= (major, minor) <= _NEWEST:
        return None
    return (
        f"LTX Accounts runs on Python {_OLDEST[0]}.{_OLDEST[1]} to {_NEWEST[0]}.{_NEWEST[1]}, but "
        f"this is Python {major}.{minor}. Start it with one of those; in a checkout, "
        "`sh packaging/bootstrap.sh run` finds or installs one."
    )


if __name__ == "__main__":
    sys.exit(main())
