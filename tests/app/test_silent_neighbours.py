"""No program of the desktop that accepts a connection and stays silent holds up the window."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from harness import mute_program
from harness.display import on_display
from harness.session_bus import daemon, private_bus

from ltx_desktop.wording import neighbours as wording

PROGRAM = """
import os
import ltx_desktop.app.lean_qt
from ltx_desktop.app.main import run
from ltx_desktop.ui.controllers.controllers import Controllers

def started(controllers):
    assert controllers.window.isVisible()
    print(controllers.window.notice.text(), flush=True)
    os._exit(0)

Controllers.start = started
run([])
"""

BUS = "there is no keyring"
ACCESSIBILITY = "screen readers cannot read this window"

PATIENCE = 20
"""Seconds. Qt waits for 25 at least."""


@pytest.fixture
def bus(home: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """An environment with a bus of its own."""
    with private_bus(monkeypatch) as address:
        yield on_display(home) | {"DBUS_SESSION_BUS_ADDRESS": address}


@pytest.fixture
def silent(tmp_path: Path) -> Iterator[str]:
    """The address of what accepts and never answers."""
    with socket.socket(socket.AF_UNIX) as listening:
        path = str(tmp_path / "silent bus")
        listening.bind(path)
        listening.listen()
        yield f"unix:path={path.replace(' ', '%20')},guid=1234"


@contextmanager
def mute(*words: str) -> Iterator[None]:
    with daemon(sys.executable, mute_program.__file__, *words) as program:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
        yield


def said(environment: dict[str, str]) -> str:
    """What the window says once it is complete."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_where_all_answer_nothing_is_said(bus: dict[str, str]) -> None:
    with mute("org.example.Nobody"):
        assert said(bus) == ""


def test_without_a_bus_nothing_is_said(home: dict[str, str]) -> None:
    assert said(on_display(home)) == ""


@pytest.mark.parametrize("desktop", ["", "GNOME"])
def test_a_silent_session_bus_is_left(home: dict[str, str], silent: str, desktop: str) -> None:
    more = {"DBUS_SESSION_BUS_ADDRESS": silent, "XDG_CURRENT_DESKTOP": desktop}
    assert said(on_display(home) | more) == str(wording.silent_session_bus_notice())


def test_the_log_says_who_is_silent(home: dict[str, str], silent: str) -> None:
    said(on_display(home) | {"DBUS_SESSION_BUS_ADDRESS": silent})
    (log,) = Path(home["XDG_STATE_HOME"]).rglob("*.log")
    assert "the session bus does not answer" in log.read_text()


def test_a_bus_that_greets_nobody_is_silent(
    home: dict[str, str], silent: str, tmp_path: Path
) -> None:
    """Its queue is full, as that of a bus which has been silent for a while."""
    path = str(tmp_path / "silent bus")
    with ExitStack() as stack:
        while True:
            waiting = stack.enter_context(socket.socket(socket.AF_UNIX))
            waiting.setblocking(False)
            try:
                waiting.connect(path)
            except BlockingIOError:
                break
        assert BUS in said(on_display(home) | {"DBUS_SESSION_BUS_ADDRESS": silent})


def test_a_silent_accessibility_bus_of_the_session_is_left(
    bus: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "at-spi").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "at-spi" / "bus_0"))
        listening.listen()
        words = str(wording.silent_accessibility_bus_notice())
        assert said(bus | {"XDG_RUNTIME_DIR": str(tmp_path)}) == words


def test_a_silent_accessibility_bus_of_a_variable_is_left(
    home: dict[str, str], silent: str
) -> None:
    assert ACCESSIBILITY in said(on_display(home) | {"AT_SPI_BUS_ADDRESS": silent})


@pytest.mark.parametrize("desktop", ["", "GNOME", "KDE"])
def test_others_hold_nothing_up(bus: dict[str, str], desktop: str) -> None:
    portal, secrets = "org.freedesktop.portal.Desktop", "org.freedesktop.secrets"
    with mute(portal, secrets, "org.freedesktop.Notifications", "org.kde.StatusNotifierWatcher"):
        assert said(bus | {"XDG_CURRENT_DESKTOP": desktop}) == ""


@pytest.mark.parametrize(
    "address", ["disabled:", "tcp:host=localhost,port=1", "unix:odd=1", "unix:path=/nowhere"]
)
def test_what_cannot_be_reached_is_waited_for_by_nobody(home: dict[str, str], address: str) -> None:
    assert said(on_display(home) | {"DBUS_SESSION_BUS_ADDRESS": address}) == ""
