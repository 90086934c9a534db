"""`ltx-desktop` and `python -m ltx_desktop`."""

import sys


def main() -> int:
    """Run the command line; its exit code is returned."""
    from ltx_desktop.app.main import run  # noqa: PLC0415 - `import ltx_desktop` stays cheap

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
