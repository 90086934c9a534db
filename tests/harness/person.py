"""Somebody at a screen of their own: sees windows by their titles, types, closes them (XTest)."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from harness import processes
from harness.display import another_display
from harness.system_tools import need

_PATIENCE = 40.0
_OFTEN = 0.1
_LOOKS_FOR = 0.7
"""Seconds before somebody types: a page that has just appeared loses the first letter."""

_SEES_WITHIN = 5.0
"""Seconds that a page may take to answer."""


@dataclass
class Person:
    display: str

    def see(self, title: str, patience: float = _PATIENCE) -> str:
        """The number of the window with this title, as soon as it is there."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            found = self._do("search", "--onlyvisible", "--name", title).split()
            if found:
                return found[-1]
            time.sleep(_OFTEN)
        raise AssertionError(f"no window {title!r}")

    def log_in(self, email: str, attempts: int = 4) -> None:
        """On the demo's page; once more where the page was not ready for it."""
        for _attempt in range(attempts):
            window = self.see("^Log in")
            self._do("windowactivate", "--sync", window)
            time.sleep(_LOOKS_FOR)
            self._do("type", "--delay", "4", email)
            self._do("key", "Return")
            if self._sees("^Logged in"):
                return
            self._do("key", "F5")
            time.sleep(1)
        raise AssertionError("the page takes no log-in")

    def close(self, title: str) -> None:
        """As a click on the window's cross."""
        window = self.see(title)
        self._do("windowactivate", "--sync", window)
        self._do("key", "alt+F4")

    def _sees(self, title: str) -> bool:
        try:
            self.see(title, _SEES_WITHIN)
        except AssertionError:
            return False
        return True

    def _do(self, *words: str) -> str:
        """A window may go while it is looked at: then there is nothing to be seen."""
        done = subprocess.run(
            [need("xdotool"), *words],
            env={"DISPLAY": self.display, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
        return done.stdout if done.returncode == 0 else ""


@contextmanager
def person_at_screen() -> Iterator[Person]:
    need("xdotool")
    manager = need("openbox")
    with another_display("1280x900") as display:
        nowhere = subprocess.DEVNULL
        process = processes.start(
            [manager],
            env=os.environ | {"DISPLAY": display},
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
        )
        try:
            yield Person(display)
        finally:
            processes.stop(process)
