"""The private display, for processes that open a window on it."""

import os

from harness.system_tools import need_display


def on_display(environment: dict[str, str]) -> dict[str, str]:
    need_display()
    return environment | {"DISPLAY": os.environ.get("DISPLAY", ""), "QT_QPA_PLATFORM": ""}
