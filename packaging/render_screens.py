"""Draws every screen of the window, in themes, sizes, scales and languages, for a person to see.

    uv run python packaging/render_screens.py FOLDER [WORD…]

makes a folder of PNGs for each combination whose name has one of the words in it. A process
draws one combination: the scale is in force before Qt is loaded.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harness.screens import Screen

ROOT = Path(__file__).resolve().parent.parent
_NORMAL = (1100, 700)
_NARROW = (640, 460)
_QUICKLY = 80
"""Of 0 to 100, how little a PNG is compressed."""

_NOISE = "This plugin does not support"


@dataclass(frozen=True, slots=True)
class Combination:
    """`theme` is a value of `Theme`, `language` is what `harness.languages.spoken` takes."""

    theme: str
    language: str = "en"
    scale: float = 1
    is_narrow: bool = False

    @property
    def name(self) -> str:
        size = "narrow" if self.is_narrow else "normal"
        return f"{self.theme}-{self.language}-{self.scale * 100:.0f}-{size}"


COMBINATIONS = (
    Combination("light"),
    Combination("dark"),
    Combination("white-on-black"),
    Combination("black-on-white", "es", 1.5),
    Combination("light", "de", is_narrow=True),
    Combination("dark", "es", 2, is_narrow=True),
    Combination("light", "long"),
    Combination("dark", "long", is_narrow=True),
    Combination("light", "rtl", 1.5),
    Combination("white-on-black", "rtl", is_narrow=True),
    Combination("dark", "de", 3, is_narrow=True),
    Combination("black-on-white", "long", 3, is_narrow=True),
)


def main(arguments: list[str]) -> int:
    folder, *words = arguments
    wanted = [one for one in COMBINATIONS if not words or any(word in one.name for word in words)]
    with ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
        codes = [*pool.map(partial(_in_process, Path(folder).resolve()), wanted)]
    return max(codes, default=1)


def _in_process(folder: Path, combination: Combination) -> int:
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(combination.scale),
            "PYTHONPATH": str(ROOT / "tests"),
            "HOME": home,
            "LANGUAGE": "en",
            # A reminder belongs into the picture, not onto somebody's desktop.
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/no-bus",
        }
        number = str(COMBINATIONS.index(combination))
        done = subprocess.run(  # noqa: S603 - this very script
            [sys.executable, __file__, "--draw", number, str(folder), home],
            env=environment,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            lines = [one for one in done.stderr.splitlines(True) if not one.startswith(_NOISE)]
            sys.stderr.write(f"{combination.name} failed:\n{''.join(lines)}")
        return done.returncode


def draw(combination: Combination, folder: Path, home: Path) -> int:
    from harness.dressed import dressed  # loads Qt
    from harness.languages import spoken

    from ltx_desktop.app.event_loop import run_until_stopped
    from ltx_desktop.app.startup import make_application
    from ltx_desktop.domain.settings import Theme

    application = make_application()
    dressed().use(Theme(combination.theme))
    folder /= combination.name
    folder.mkdir(parents=True, exist_ok=True)

    async def draw_all(_stop: asyncio.Event) -> int:
        number = 0
        async for name, widget in _all_screens(combination, home):
            # Layouts and scroll bars take their turns one after the other.
            for _turn in range(3):
                await asyncio.sleep(0.01)
            if not widget.isVisible():
                # A menu gets its size when it opens.
                widget.ensurePolished()
                widget.resize(widget.sizeHint())
            file = folder / f"{number:02}-{name.replace(' ', '-')}.png"
            widget.grab().save(str(file), "PNG", _QUICKLY)
            number += 1
        return 0

    with spoken(application, combination.language):
        return run_until_stopped(application, draw_all)


async def _all_screens(combination: Combination, home: Path) -> "AsyncIterator[Screen]":
    from harness.journey import user_at_window
    from harness.nine_accounts import nine_accounts
    from harness.screens import screens
    from harness.situations import situations

    from ltx_desktop.app.clock import now
    from ltx_desktop.demo.server import DemoServer

    size = _NARROW if combination.is_narrow else _NORMAL
    with DemoServer(accounts=nine_accounts(now().timestamp())) as service:
        async with user_at_window(home / "walk", service.base_url, service.token) as user:
            user.window.resize(*size)
            async for screen in screens(user):
                yield screen
    async for user, screen in situations(home):
        user.window.resize(*size)
        yield screen


if __name__ == "__main__":
    if sys.argv[1:2] == ["--draw"]:
        sys.exit(draw(COMBINATIONS[int(sys.argv[2])], Path(sys.argv[3]), Path(sys.argv[4])))
    sys.exit(main(sys.argv[1:]))
