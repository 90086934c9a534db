"""Logging in instead of copying: a browser's window, from its opening to a draft.

The browser is this computer's own, on a profile that belongs to the account. Nothing is typed or
clicked for the person, and the window is never ended before the session is on the disk.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from ltx_desktop.browsers import errors
from ltx_desktop.browsers.find import Browser
from ltx_desktop.browsers.session import STUDIO, Session, Site
from ltx_desktop.browsers.window import Window
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.draft import Answers, Target
from ltx_desktop.domain.paste import Paste, PasteFormat
from ltx_desktop.services import journal
from ltx_desktop.services.draft_session import DraftSession
from ltx_desktop.services.failures import log_in_failure
from ltx_desktop.services.log_in_outcomes import (
    LoggedIn,
    LogInFailed,
    LogInOutcome,
    LogInStep,
    LogInTrouble,
)
from ltx_desktop.services.log_in_profiles import Profiles, aside
from ltx_desktop.services.ports import BrowsersPort
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.store.errors import Reason

Report = Callable[[LogInStep], None]
"""Gets each step when it begins."""


class Pace(NamedTuple):
    """Seconds. `log_in` is how long a person may take.

    `until_closed`: a window that shows a session is left open so long, and then closed.
    """

    log_in: float = 900
    until_closed: float = 15
    to_end: float = 20
    look: float = 0.5
    answer: float = 90


_PACE = Pace()


class LogIn:
    """Awaited, it ends with a draft or with the reason why there is none.

    When it is cancelled, or takes too long, the browser is left to the person; what that window
    still leaves in the profile is taken out when the profile is opened again, or cleaned away.
    """

    def __init__(
        self,
        *,
        browsers: BrowsersPort,
        profiles: Profiles,
        draft: DraftSession,
        preferences: Preferences,
        site: Site = STUDIO,
        pace: Pace = _PACE,
    ) -> None:
        self.profiles = profiles
        self._browsers = browsers
        self._draft = draft
        self._preferences = preferences
        self._site = site
        self._pace = pace

    async def installed(self) -> tuple[Browser, ...]:
        """Those that can be used first."""
        return await aside(self._browsers.installed, self._pace.answer)

    def chosen_for(self, email: str) -> str | None:
        """The id of the browser that was used for an account before."""
        return self._preferences.settings.log_in_browsers.get(email)

    def choose(self, email: str, browser: str) -> Reason | None:
        """Remember it. Why that holds for this run only; None where it was kept."""
        settings = self._preferences.settings
        if settings.log_in_browsers.get(email) == browser:
            return None
        chosen = {**settings.log_in_browsers, email: browser}
        return self._preferences.use(replace(settings, log_in_browsers=chosen))

    async def __call__(
        self,
        browser: Browser | None,
        target: Target,
        report: Report = lambda _step: None,
        page: str | None = None,
    ) -> LogInOutcome:
        """Open the browser for `target`; where it is not known yet, on a profile of nobody's.

        `page` is an address in the place of LTX Studio's.
        """
        site = Site.at(page) if page else self._site
        if browser is None:
            outcome: LogInOutcome = LogInFailed(LogInTrouble.NO_BROWSER)
        else:
            outcome = await self._log_in(browser, target, report, site)
        journal.logged_in(outcome, target.email if isinstance(target, AccountRecord) else target)
        return outcome

    async def _log_in(
        self, browser: Browser, target: Target, report: Report, site: Site
    ) -> LogInOutcome:
        await self.profiles.clean_up()
        email = target.email if isinstance(target, AccountRecord) else target
        try:
            profile = self.profiles.take(email, browser.id)
        except errors.BrowserError as error:
            return log_in_failure(error, browser.name)
        try:
            window = await aside(self._opening(browser, profile, site), self._pace.answer)
            session = await self._session(window, report)
        except errors.BrowserError as error:
            is_open = await self.profiles.let_go(profile)
            return replace(log_in_failure(error, browser.name), is_open=is_open)
        except BaseException:
            self.profiles.release(profile)
            raise
        paste = Paste(PasteFormat.LOG_IN, session.values, expiries=session.expiries)
        # A browser cuts nothing off: what looks damaged is as the site has set it.
        answers = Answers(confirmed=session.values)
        return LoggedIn(self._draft(session.values, paste, target, answers), browser, profile)

    async def _session(self, window: Window, report: Report) -> Session:
        report(LogInStep.OPENED)
        await self._until_closed(window, report)
        report(LogInStep.READING)
        return await aside(window.take_session, self._pace.answer)

    def _opening(self, browser: Browser, profile: str, site: Site) -> Callable[[], Window]:
        return lambda: self._browsers.open(browser, profile, site)

    async def _until_closed(self, window: Window, report: Report) -> None:
        """Raises StillRunning or TimedOut where the window stays open."""
        pace = self._pace
        until = time.monotonic() + pace.log_in
        close_at: float | None = None
        was_asked = False
        while (seen := await aside(lambda: window.look(pace.look), pace.answer)).is_open:
            now = time.monotonic()
            if seen.has_session and close_at is None:
                report(LogInStep.SEEN)
                close_at = now + pace.until_closed
            if now > until:
                raise errors.StillRunning if close_at else errors.TimedOut
            if close_at and now > close_at and window.can_be_closed and not was_asked:
                was_asked = True
                until = now + pace.to_end
                report(LogInStep.CLOSING)
                window.ask_to_end()
