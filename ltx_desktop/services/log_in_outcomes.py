"""What a log-in in a browser reports on its way, and how it ends."""

from dataclasses import dataclass, field
from enum import StrEnum, unique

from ltx_desktop.browsers.find import Browser
from ltx_desktop.domain.draft import Draft
from ltx_desktop.store.errors import Reason

InstalledBrowser = Browser
"""The name by which window and commands know it."""


@unique
class LogInStep(StrEnum):
    """OPENED: log in, then close the window. SEEN: the session is there, close the window.

    CLOSING: the window is being closed for the person. READING: the cookies are read.
    """

    OPENED = "opened"
    SEEN = "seen"
    CLOSING = "closing"
    READING = "reading"


@unique
class LogInTrouble(StrEnum):
    NO_BROWSER = "no-browser"
    SANDBOXED = "sandboxed"
    RUNNING_AS_ROOT = "running-as-root"
    NOT_STARTED = "not-started"
    IN_USE = "in-use"
    NO_PROFILE = "no-profile"
    CLOSED = "closed-without-log-in"
    INCOMPLETE = "incomplete"
    SESSION_ONLY = "session-only"
    OLD_SESSION = "old-session"
    ENDED_BADLY = "ended-badly"
    STILL_RUNNING = "still-running"
    TIMED_OUT = "timed-out"


@dataclass(frozen=True, slots=True)
class LogInFailed:
    """`browser` is its name. `missing` are names of cookies; `storage` is why there is no profile.

    `is_open`: the window is left to the person.
    """

    trouble: LogInTrouble
    browser: str = ""
    missing: tuple[str, ...] = ()
    storage: Reason | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """The session as a draft, as after a paste. `profile` is the id of where it comes from.

    Hand it to `keep`, `let_go` or `wipe` of `LogIn.profiles` once its account is known.
    """

    draft: Draft
    browser: Browser
    profile: str = field(repr=False)


LogInOutcome = LoggedIn | LogInFailed


@dataclass(frozen=True, slots=True)
class LogInsForgotten:
    """`profiles` were removed; `still_open` will be, once their windows are closed."""

    profiles: int
    still_open: int = 0
    storage: Reason | None = None
