"""A browser that a person logs in with: what can be seen of it, and the session that it leaves."""

import time
from pathlib import Path
from typing import NamedTuple, Protocol

from ltx_desktop.browsers.errors import (
    ClosedWithoutLogIn,
    CookiesIncomplete,
    EndedBadly,
    OldSession,
    SessionOnlyCookies,
)
from ltx_desktop.browsers.find import Browser
from ltx_desktop.browsers.processes import Process
from ltx_desktop.browsers.session import FoundCookie, Session, Site, session_of
from ltx_desktop.domain.cookies import COOKIE_NAMES, LT_REFRESH_TOKEN
from ltx_desktop.domain.secret import Secret

_PAUSE = 0.02


class BrowserFiles(Protocol):
    """What is known of a family's profiles (`Chromium`, `Firefox`)."""

    def prepare(self, profile: Path) -> None: ...
    def window_command(self, program: Path, profile: Path, address: str) -> list[str]: ...
    def is_open(self, profile: Path) -> bool: ...
    def names(self, profile: Path, site: Site) -> frozenset[str]: ...
    def take(self, program: Path, profile: Path, site: Site) -> list[FoundCookie]: ...


class Opening(NamedTuple):
    """Which browser is open on which profile; `before` is the refresh token that was in it."""

    browser: Browser
    profile: Path
    site: Site
    before: Secret | None = None


class Seen(NamedTuple):
    is_open: bool
    has_session: bool


class Window:
    """`grace`: seconds in which a browser may start another process and end its first one."""

    can_be_closed: bool
    """Whether the system lets us ask for an orderly end."""

    def __init__(
        self,
        opening: Opening,
        files: BrowserFiles,
        process: Process,
        *,
        can_be_closed: bool,
        grace: float,
    ) -> None:
        self.can_be_closed = can_be_closed
        self._opening = opening
        self._files = files
        self._process = process
        self._started_by = time.monotonic() + grace
        self._code: int | None = None
        self._was_asked = False

    def look(self, seconds: float) -> Seen:
        """What there is after that time, or at the window's end if that comes first."""
        until = time.monotonic() + seconds
        self._code = self._process.wait_for(seconds)
        if self._code is not None:
            while (is_open := self._lives_on()) and time.monotonic() < until:
                time.sleep(_PAUSE)
            if not is_open:
                return Seen(is_open=False, has_session=False)
        found = self._files.names(self._opening.profile, self._opening.site)
        return Seen(is_open=True, has_session=found == {*COOKIE_NAMES})

    def ask_to_end(self) -> None:
        """Only once all three cookies are on the disk: earlier they would be lost."""
        self._was_asked = True
        self._process.terminate()

    def take_session(self) -> Session:
        """Take the three cookies out of the profile of a browser that has ended.

        Raises BrowserError.
        """
        opening = self._opening
        found = self._files.take(opening.browser.program, opening.profile, opening.site)
        try:
            session = session_of(found)
        except (ClosedWithoutLogIn, CookiesIncomplete, SessionOnlyCookies):
            if self._code and not self._was_asked:
                raise EndedBadly from None
            raise
        if opening.before == session.values[LT_REFRESH_TOKEN]:
            raise OldSession
        return session

    def _lives_on(self) -> bool:
        """Whether another process than the first one has the profile."""
        is_starting = self._code == 0 and time.monotonic() < self._started_by
        return is_starting or self._files.is_open(self._opening.profile)
