"""A computer with the app on it and nobody at its screen: files, use cases, and a clock to turn."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from harness.journey import cookie
from harness.paths import paths_in

from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.app.wiring.services import Services, build_services
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.history import Entry, Kind
from ltx_desktop.domain.paste import read_paste
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.outcomes import Refreshed, SubmitOutcome
from ltx_desktop.store.secrets import MemoryVault

BEGIN = datetime(2026, 1, 1, 9, tzinfo=UTC)


class Turned:
    """A clock that only a test moves, for the service and for this computer."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        return self.now

    def timestamp(self) -> float:
        return self.now.timestamp()

    def run(self, span: timedelta) -> None:
        self.now += span


class Machine:
    def __init__(self, profile: OpenedProfile, services: Services, clock: Turned) -> None:
        self.profile = profile
        self.services = services
        self.clock = clock

    async def refresh(self) -> Refreshed:
        outcome = await self.services.refresh()
        assert isinstance(outcome, Refreshed), outcome
        return outcome

    async def renew(self, email: str, login: str) -> SubmitOutcome:
        """As `ltx-desktop renew` does, with a session of its own for each log-in."""
        paste = read_paste(cookie(email, login), self.clock())
        draft = self.services.draft(paste.cookies, paste, self.profile.store.get(email) or email)
        assert draft.may_be_sent, draft.problems
        return await self.services.submit(draft, 20)

    def remind(self) -> Sequence[str]:
        return [one.email for one in self.services.reminders.take_due()]

    def record(self, email: str) -> AccountRecord:
        record = self.profile.store.get(email)
        assert record
        return record

    def history(self, email: str | None = None) -> tuple[Entry, ...]:
        return self.profile.store.history.entries(email)

    def kinds(self, email: str) -> list[Kind]:
        return [one.kind for one in self.history(email)]


@asynccontextmanager
async def machine(folder: Path, service: DemoServer, clock: Turned) -> AsyncIterator[Machine]:
    vault = MemoryVault(Secret(service.token))
    profile = OpenedProfile(
        paths_in(folder),
        lambda: vault,
        base_url=BaseUrl.parse(service.base_url),
        system=clock,
    )
    services = build_services(profile)
    try:
        yield Machine(profile, services, clock)
    finally:
        await services.connection.aclose()
        profile.store.close()
