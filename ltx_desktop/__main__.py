"""`ltx-desktop` and `python -m ltx_desktop`."""

import gc
import sys

_EXIT_INTERRUPTED = 130
"""128 + SIGINT, as shells count it."""


def main() -> int:
    """Run the command line; its exit code is returned. Ctrl+C at any time is no traceback."""
    # Nothing of a start is garbage, and what goes on for long has it looked for again.
    gc.disable()
    try:
        from ltx_desktop.app.main import run  # noqa: PLC0415 - `import ltx_desktop` stays cheap

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return _EXIT_INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
