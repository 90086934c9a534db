"""Chromium and its kin: Chrome, Edge, Brave, Vivaldi, Opera.

What stands in the cookie database is encrypted, with a key that only the browser gets from the
system. So the browser itself is asked, once more, after its window has closed: without a window,
without a page and without a network, through two pipes.
"""

import contextlib
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ltx_desktop.browsers.devtools_pipe import DevToolsPipe
from ltx_desktop.browsers.errors import EndedBadly, ProfileInUse, TimedOut
from ltx_desktop.browsers.locks import is_alive, is_held_on_windows
from ltx_desktop.browsers.processes import Piped, start_with_pipes
from ltx_desktop.browsers.session import FoundCookie, Site
from ltx_desktop.domain.secret import Secret

_DATABASES = ("Default/Network/Cookies", "Default/Cookies")
_QUIET = ("--no-first-run", "--no-default-browser-check")
_ASKED = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-startup-window",
    "--proxy-server=127.0.0.1:9",  # where nobody answers
)
_IN_USE = 21
"""Chromium's exit code where another process has the profile (its `result_codes.h`)."""

_ANSWERS_WITHIN = 20.0
_ENDS_WITHIN = 10.0
"""Seconds."""

_LONG_AGO = 1.0
"""Seconds since 1970: a cookie that ended then is deleted."""


class Chromium:
    """`start` and `platform` are for tests."""

    def __init__(
        self, start: Callable[[list[str]], Piped] = start_with_pipes, platform: str = sys.platform
    ) -> None:
        self._start = start
        self._platform = platform

    def prepare(self, profile: Path) -> None:
        """A profile needs nothing of ours."""

    def window_command(self, program: Path, profile: Path, address: str) -> list[str]:
        return [str(program), f"--user-data-dir={profile}", *_QUIET, address]

    def is_open(self, profile: Path) -> bool:
        """Whether a process has the profile; what a crash left behind does not count."""
        if self._platform == "win32":
            return is_held_on_windows(profile / "lockfile")
        try:
            owner = os.readlink(profile / "SingletonLock")  # noqa: PTH115 - a text, no path
        except OSError:
            return False
        return is_alive(owner.rpartition("-")[2])

    def names(self, profile: Path, site: Site) -> frozenset[str]:
        """Which of the three are on the disk by now; none where that cannot be seen."""
        for place in _DATABASES:
            database = profile / place
            if database.is_file():
                with contextlib.suppress(sqlite3.Error):
                    # The browser has it locked. A page that it is writing fails to be read.
                    address = f"{database.as_uri()}?mode=ro&immutable=1"
                    with closing(sqlite3.connect(address, uri=True)) as connection:
                        rows = connection.execute("SELECT host_key, name FROM cookies")
                        return frozenset(name for host, name in rows if site.has(host, name))
        return frozenset()

    def take(self, program: Path, profile: Path, site: Site) -> list[FoundCookie]:
        """Take our cookies out of a profile that is not open.

        Raises BrowserError; what was read is gone from the profile only where nothing is raised.
        """
        with self._asked(program, profile) as (pipe, until):
            ours = _ours(pipe.call("Storage.getCookies", until).get("cookies"), site)
            if ours:
                gone = [_deleted(one) for one in ours]
                pipe.call("Storage.setCookies", until, cookies=gone)
            pipe.call("Browser.close", until)
        return [_found(one) for one in ours]

    @contextmanager
    def _asked(self, program: Path, profile: Path) -> Iterator[tuple[DevToolsPipe, float]]:
        command = [str(program), f"--user-data-dir={profile}", *_QUIET, *_ASKED]
        process, reading, writing = self._start(command)
        pipe = DevToolsPipe(reading, writing)
        try:
            yield pipe, time.monotonic() + _ANSWERS_WITHIN
            if process.wait_for(_ENDS_WITHIN) is None:
                raise TimedOut
        except EndedBadly:
            if process.wait_for(_ENDS_WITHIN) == _IN_USE:
                raise ProfileInUse from None
            raise
        finally:
            if process.wait_for(0) is None:
                process.terminate()
                if process.wait_for(_ENDS_WITHIN) is None:
                    process.kill()
                    process.wait_for(_ENDS_WITHIN)
            pipe.close()


def _ours(answer: object, site: Site) -> list[dict[str, Any]]:
    cookies = answer if isinstance(answer, list) else []
    return [one for one in cookies if site.has(str(one.get("domain")), str(one.get("name")))]


def _found(raw: dict[str, Any]) -> FoundCookie:
    value = Secret(str(raw.get("value", "")))
    return FoundCookie(str(raw["name"]), value, _instant(raw.get("expires")))


def _deleted(raw: dict[str, Any]) -> dict[str, Any]:
    kept = ("name", "domain", "path", "secure", "httpOnly", "sameSite", "partitionKey")
    return {name: raw[name] for name in kept if name in raw} | {"value": "", "expires": _LONG_AGO}


def _instant(seconds: object) -> datetime | None:
    """-1 and nothing mean: for one visit."""
    if not isinstance(seconds, int | float) or seconds <= 0:
        return None
    with contextlib.suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(seconds, UTC)
    return None
