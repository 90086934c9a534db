"""A command's conversation with the service: one event loop, and connections closed after it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from ltx_desktop.cli.profile import Profile
from ltx_desktop.cli.terminal import complain
from ltx_desktop.services.outcomes import Refreshed
from ltx_desktop.services.use_cases import UseCases

T = TypeVar("T")


@contextmanager
def connected(profile: Profile) -> Iterator[UseCases]:
    """The use-cases; what opening the files has to say is said."""
    with profile.connected() as opened:
        for notice in opened.notices:
            complain(str(notice))
        yield opened.use_cases


def run(use_cases: UseCases, talk: Callable[[UseCases], Awaitable[T]]) -> T:
    """Let `talk` use the service. Ctrl+C cancels it and raises KeyboardInterrupt."""

    async def main() -> T:
        try:
            return await talk(use_cases)
        finally:
            await use_cases.connection.aclose()

    return asyncio.run(main())


async def refreshed(use_cases: UseCases) -> Refreshed | None:
    """Read all accounts from the service; None, with a sentence, where that cannot be done."""
    outcome = await use_cases.refresh()
    if not isinstance(outcome, Refreshed):
        from ltx_desktop.wording.command_failures import command_failure  # rare

        complain(str(command_failure(outcome)))
        return None
    if outcome.clock_skew:
        from ltx_desktop.wording.clock import clock_notice  # rare

        complain(str(clock_notice(outcome.clock_skew)))
    if outcome.is_emptied:
        from ltx_desktop.wording.stored_data import list_is_empty  # rare

        complain(str(list_is_empty()))
    if outcome.storage:
        from ltx_desktop.wording.keeping import storage_notice  # rare

        complain(str(storage_notice(outcome.storage)))
    return outcome
