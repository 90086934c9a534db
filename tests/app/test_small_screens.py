"""No window is larger than its screen, whatever the scale and wherever it was before."""

import subprocess
import sys
from pathlib import Path

import pytest
from harness.display import another_display, on_display
from harness.system_tools import need_display

PROGRAM = """
import sys
from harness.waiting import until
from ltx_desktop.app import demo_profile

def rectangle(one):
    return f"{one.x()},{one.y()},{one.width()},{one.height()}"

async def watch(controllers):
    window = controllers.window
    await until(lambda: window.actions_.refresh.isEnabled())
    if sys.argv[1:] != ["again"]:  # the reminder is shown once, and wants room
        await until(window.reminder.isVisible)
    screen = window.screen().availableGeometry()
    if sys.argv[1:] == ["edge"]:
        wanted = screen.bottomRight() - window.rect().bottomRight()
        window.move(wanted)
        await until(lambda: window.pos() == wanted)
    await until(lambda: window.accounts.table.viewport().height() > 20)
    print(rectangle(window.frameGeometry()), rectangle(screen))
    return 0

raise SystemExit(demo_profile.run_demo([], watch=watch))
"""

TITLE_BAR = 20
"""Pixels that a window manager needs, at least."""

Rectangle = tuple[int, ...]


def opened(
    home: dict[str, str], size: str, *words: str, **more: str
) -> tuple[Rectangle, Rectangle]:
    """The window's place and the screen's, in Qt's pixels."""
    with another_display(size) as display:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *words],
            env=on_display(home)
            | {"DISPLAY": display, "PYTHONPATH": str(Path(__file__).parents[1])}
            | more,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")
    window, screen = (tuple(map(int, one.split(","))) for one in done.stdout.split())
    return window, screen


def assert_inside(window: Rectangle, screen: Rectangle) -> None:
    x, y, width, height = window
    assert x >= screen[0]
    assert y >= screen[1]
    assert x + width <= screen[0] + screen[2]
    assert y + height <= screen[1] + screen[3]
    assert height <= screen[3] - TITLE_BAR


@pytest.mark.parametrize(
    ("size", "more"),
    [
        ("1024x600", {}),
        ("1366x768", {}),
        ("1366x768", {"QT_SCALE_FACTOR": "1.25"}),
        ("1366x768", {"QT_SCALE_FACTOR": "1.5"}),
        ("1366x768", {"QT_SCALE_FACTOR": "2"}),
        ("1366x768", {"QT_FONT_DPI": "220"}),
    ],
)
def test_the_first_window_fits(home: dict[str, str], size: str, more: dict[str, str]) -> None:
    need_display()
    assert_inside(*opened(home, size, **more))


def test_a_large_screen_gives_it_all_the_room_it_wants(home: dict[str, str]) -> None:
    window, _screen = opened(home, "1600x1000")
    assert window[2:] == (1180, 760)


@pytest.mark.parametrize("size", ["1366x768", "1024x600"])
def test_a_window_of_a_larger_screen_fits(home: dict[str, str], size: str) -> None:
    """Qt restores the saved place on the larger screen, and drops it on the smaller one."""
    window, screen = opened(home, "1600x1000", "edge")
    assert (window[0] + window[2], window[1] + window[3]) == screen[2:]
    assert_inside(*opened(home, size, "again"))
