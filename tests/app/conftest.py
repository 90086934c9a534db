"""For the app as a process."""

import os
from pathlib import Path

import pytest
from harness.platforms import skip_unless_linux


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment with folders of its own and no display."""
    skip_unless_linux("elsewhere no variable takes away the display or moves the app's folders")
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        environment[name] = str(folder)
    return environment
