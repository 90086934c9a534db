"""What tests do with a browser's window that no person sees."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from harness.fake_browser import cookie, fake_browser
from harness.platforms import skip_on_windows

from ltx_desktop.browsers.find import Browser
from ltx_desktop.browsers.known import Family
from ltx_desktop.browsers.window import Seen, Window
from ltx_desktop.domain.cookies import COOKIE_NAMES

THREE = [cookie(name, f"SYNTHETIC-{name}") for name in COOKIE_NAMES]

_PATIENCE = 20
"""Seconds; a fake browser needs a moment to start."""


class MakeBrowser(Protocol):
    """Called again, it changes the behaviour of the program."""

    def __call__(self, family: Family, **behaviour: Any) -> Browser: ...


def browser_maker(folder: Path) -> MakeBrowser:
    skip_on_windows("the program is a script for a shell")

    def make(family: Family, **behaviour: Any) -> Browser:
        program = fake_browser(folder, family.value, **behaviour)
        return Browser(family.value, family.value.title(), family, program)

    return make


def until_seen(window: Window, condition: Callable[[Seen], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not condition(window.look(0.05)):
        assert time.monotonic() < until


def until_closed(window: Window) -> None:
    until_seen(window, lambda seen: not seen.is_open)
