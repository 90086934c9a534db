"""Looking for new versions: when somebody asks, or by itself where that is wanted."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from ltx_desktop.api.errors import ApiError, NotFound, TimedOut, Unreachable
from ltx_desktop.domain.release import Release, Version
from ltx_desktop.services import journal
from ltx_desktop.services import outcomes as o
from ltx_desktop.services.ports import Now
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.services.storage import store_or_log
from ltx_desktop.store.errors import Reason

EVERY = timedelta(days=1)
_AFTER_NO_ANSWER = timedelta(hours=1)


class ReleasesPort(Protocol):
    """The package index (`api.releases.ReleasesClient`); every method raises `ApiError`s."""

    async def newest(self) -> Release | None: ...
    async def aclose(self) -> None: ...


OpenReleases = Callable[[], Awaitable[ReleasesPort]]
"""Makes a client off the GUI thread, as `ports.OpenClient` does."""


class UpdateLogPort(Protocol):
    """When was looked, and what was told (`store.update_log`); raises `StoreUnavailable`."""

    @property
    def looked_at(self) -> datetime | None: ...
    @property
    def was_answered(self) -> bool: ...
    @property
    def told(self) -> Version | None: ...
    def looked(self, at: datetime, *, was_answered: bool) -> None: ...
    def tell(self, version: Version) -> None: ...


class LookForUpdates:
    """What was looked and told is remembered for this run where it cannot be kept."""

    def __init__(
        self,
        running: Version,
        open_releases: OpenReleases,
        log: UpdateLogPort,
        preferences: Preferences,
        now: Now,
    ) -> None:
        self._running = running
        self._open = open_releases
        self._log = log
        self._preferences = preferences
        self._now = now

    @property
    def is_wanted(self) -> bool | None:
        """None: nobody was asked yet."""
        return self._preferences.settings.look_for_updates

    def want(self, wanted: bool) -> Reason | None:
        """Why the answer holds for this run only; None where it was kept."""
        settings = self._preferences.settings
        return self._preferences.use(replace(settings, look_for_updates=wanted))

    def wait(self) -> timedelta:
        """How long to wait before asking again by itself."""
        looked_at, now = self._log.looked_at, self._now()
        if looked_at is None:
            return timedelta(0)
        was_answered = self._log.was_answered
        if looked_at > now:
            # The clock was set back, by years perhaps.
            looked_at = now
            self._note(was_answered=was_answered)
        pause = EVERY if was_answered else _AFTER_NO_ANSWER
        return max(timedelta(0), looked_at + pause - now)

    async def __call__(self) -> o.UpdateOutcome:
        """Ask now."""
        outcome = await self._look()
        journal.looked_for_updates(outcome)
        return outcome

    async def _look(self) -> o.UpdateOutcome:
        self._note(was_answered=False)
        try:
            outcome = await self._ask()
        except NotFound:
            outcome = o.NothingReleased()
        except Unreachable as error:
            return o.Offline(error.obstacle)
        except TimedOut:
            return o.TookTooLong()
        except ApiError:
            return o.UnreadableAnswer()
        self._note(was_answered=True)
        return outcome

    def take_news(self, outcome: o.UpdateOutcome) -> o.NewRelease | None:
        """A version that nobody was told of yet; it counts as told from here on."""
        if not isinstance(outcome, o.NewRelease):
            return None
        version, told = outcome.release.version, self._log.told
        if told is not None and version <= told:
            return None
        store_or_log("that a new version was announced", lambda: self._log.tell(version))
        return outcome

    def _note(self, *, was_answered: bool) -> None:
        store_or_log(
            "when new versions were looked for",
            lambda: self._log.looked(self._now(), was_answered=was_answered),
        )

    async def _ask(self) -> o.UpdateOutcome:
        client = await self._open()
        try:
            release = await client.newest()
        finally:
            await client.aclose()
        if release is None:
            return o.NothingReleased()
        if release.version > self._running:
            return o.NewRelease(release, self._running)
        return o.UpToDate(self._running)
