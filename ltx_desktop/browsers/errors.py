"""Why no session came out of a browser.

    BrowserError
    ├── NoBrowser               none is installed that can be used, or not the one that was named
    ├── SandboxedBrowser        it sees its own folders only (Snap, Flatpak), or this app does
    ├── RunningAsRoot           browsers do not run safely as root
    ├── NotStarted              the system does not start it
    ├── ProfileInUse            a window of this profile is still open
    ├── ProfileUnavailable      the profile's files cannot be made, read or written
    ├── ClosedWithoutLogIn      nobody logged in before the window was closed
    ├── CookiesIncomplete       some of the three cookies are missing
    ├── SessionOnlyCookies      the refresh token was set for one visit only: it is on no disk
    ├── OldSession              the session is the one that was there before
    ├── EndedBadly              the browser crashed or was killed, or does not say what it has
    ├── StillRunning            it was asked to end and still runs
    └── TimedOut                nobody logged in, or the browser did not answer, in time

No error holds the value of a cookie.
"""

from dataclasses import dataclass
from pathlib import Path


class BrowserError(Exception):
    """No session came out of a browser."""


class NoBrowser(BrowserError):
    pass


class SandboxedBrowser(BrowserError):
    pass


class RunningAsRoot(BrowserError):
    pass


class NotStarted(BrowserError):
    pass


class ProfileInUse(BrowserError):
    pass


@dataclass(eq=False)
class ProfileUnavailable(BrowserError):
    """`cause` is the system's own error."""

    path: Path
    cause: OSError


class ClosedWithoutLogIn(BrowserError):
    pass


@dataclass(eq=False)
class CookiesIncomplete(BrowserError):
    """`missing` are names."""

    missing: tuple[str, ...]


class SessionOnlyCookies(BrowserError):
    pass


class OldSession(BrowserError):
    pass


class EndedBadly(BrowserError):
    pass


class StillRunning(BrowserError):
    pass


class TimedOut(BrowserError):
    pass
