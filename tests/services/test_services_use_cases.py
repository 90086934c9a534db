"""All use-cases together: what one of them does, the others know."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fakes import DAY, EMAIL, HEADER, NOW, Clock
from harness.paths import paths_in

from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.app.wiring.services import Services, build_services
from ltx_desktop.demo.accounts import DemoAccount
from ltx_desktop.demo.server import DemoServer
from ltx_desktop.domain.account import Capacity
from ltx_desktop.domain.base_url import BaseUrl
from ltx_desktop.domain.expiry import State
from ltx_desktop.domain.secret import Secret
from ltx_desktop.services.calendar import CalendarSaved, NoDates
from ltx_desktop.services.outcomes import Looked, Refreshed, RemovedFromService, Submitted
from ltx_desktop.store.secrets import MemoryVault

IN_3_DAYS = (NOW + 3 * DAY).timestamp()


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[tuple[OpenedProfile, Services]]:
    """A profile that speaks with a service whose one account ends in three days."""
    ending = DemoAccount(EMAIL, (NOW - 87 * DAY).timestamp(), IN_3_DAYS, IN_3_DAYS)
    with DemoServer(accounts=[ending], clock=NOW.timestamp) as server:
        vault = MemoryVault(Secret(server.token))
        profile = OpenedProfile(
            paths_in(folder),
            lambda: vault,
            base_url=BaseUrl.parse(server.base_url),
            system=Clock(),
        )
        services = build_services(profile)
        try:
            yield profile, services
        finally:
            await services.connection.aclose()
            profile.store.close()


async def test_an_account_that_is_about_to_end_is_renewed_and_later_removed(
    tmp_path: Path,
) -> None:
    calendar = tmp_path / "renewals.ics"
    async with opened(tmp_path) as (profile, services):

        def states() -> dict[str, State]:
            return {one.email: one.expiry.state for one in profile.verdicts.judged}

        def due() -> list[str]:
            return [one.email for one in services.reminders.take_due()]

        assert await services.refresh() == Refreshed(1, (Capacity(EMAIL, 20, 0, 20),))
        assert states() == {EMAIL: State.URGENT}
        assert due() == [EMAIL]

        paste = await services.draft.reader.text(HEADER)
        draft = services.draft(paste.cookies, paste)
        assert isinstance(await services.submit(draft, 20, draft.owner.record), Submitted)
        assert states() == {EMAIL: State.HEALTHY}
        assert services.reminders.still_holds([EMAIL]) == ()
        assert await services.export_calendar(calendar) == CalendarSaved(calendar, 1, 0)
        assert await services.look([EMAIL]) == Looked(1)

        assert await services.remove(EMAIL) == RemovedFromService(EMAIL)
        assert (states(), due(), profile.store.records()) == ({}, [], ())
        assert await services.export_calendar(calendar) == NoDates()


async def test_on_a_new_profile_nothing_was_done_or_chosen_yet(tmp_path: Path) -> None:
    async with opened(tmp_path) as (profile, services):
        assert profile.store.records() == ()
        assert await services.read_log() == ""
        assert services.updates.is_wanted is None
        assert not services.start_at_login.is_on()
        assert services.places.log == services.read_log.path
