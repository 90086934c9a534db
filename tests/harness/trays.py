"""A real tray on the private display: trayer, which gives icons a place (XEMBED)."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from harness.session_bus import daemon


class Panel:
    """Comes and goes as a test wants it."""

    def __init__(self) -> None:
        self._running = ExitStack()

    def start(self) -> None:
        place = ["--edge", "bottom", "--align", "left", "--widthtype", "request"]
        self._running.enter_context(daemon("trayer", *place))

    def die(self) -> None:
        self._running.close()


@pytest.fixture
def panel() -> Iterator[Panel]:
    """Not started."""
    one = Panel()
    yield one
    one.die()
