"""A real tray on the private display, which gives icons a place (XEMBED)."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from harness.session_bus import daemon
from harness.system_tools import need

_WORDS = {
    "trayer": ["--edge", "bottom", "--align", "left", "--widthtype", "request"],
    "stalonetray": ["--config", "/dev/null", "--geometry", "1x1+0-0"],
}


class Panel:
    """Comes and goes as a test wants it."""

    def __init__(self) -> None:
        self._program = need(*_WORDS)
        self._running = ExitStack()

    def start(self) -> None:
        words = _WORDS[Path(self._program).name]
        self._running.enter_context(daemon(self._program, *words))

    def die(self) -> None:
        self._running.close()


@pytest.fixture
def panel() -> Iterator[Panel]:
    """Not started."""
    one = Panel()
    yield one
    one.die()
