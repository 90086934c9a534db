"""The private display, for processes that open a window on it."""

import os


def on_display(environment: dict[str, str]) -> dict[str, str]:
    return environment | {"DISPLAY": os.environ.get("DISPLAY", ""), "QT_QPA_PLATFORM": ""}
