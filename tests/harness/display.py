"""The private display, for processes that open a window on it, and others of their own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from harness.session_bus import daemon
from harness.system_tools import need_display


def on_display(environment: dict[str, str]) -> dict[str, str]:
    need_display()
    return environment | {"DISPLAY": os.environ.get("DISPLAY", ""), "QT_QPA_PLATFORM": ""}


@contextmanager
def another_display(size: str = "1600x1200") -> Iterator[str]:
    """The name of a display that only this test has."""
    options = ("-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset")
    with daemon("Xvfb", "-displayfd", "1", *options) as server:
        assert server.stdout
        yield f":{server.stdout.readline().strip()}"
