"""A command's conversation with the service: one event loop, and connections closed after it."""

import asyncio
import signal
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from ltx_desktop.cli.profile import Connected, Profile
from ltx_desktop.cli.signals import heard_signals_to_end
from ltx_desktop.cli.terminal import complain
from ltx_desktop.services.outcomes import Refreshed

T = TypeVar("T")

_EXIT_BY_SIGNAL = 128
"""Plus its number, as shells count it."""


@contextmanager
def connected(profile: Profile) -> Iterator[Connected]:
    """Open a profile, and report what there is to report of its files."""
    with profile.connected() as service:
        for notice in service.notices:
            complain(str(notice))
        yield service


def run(service: Connected, talk: Callable[[Connected], Awaitable[T]]) -> T:
    """Let `talk` use the service.

    Ctrl+C cancels it and raises KeyboardInterrupt; SIGTERM and SIGHUP raise Stopped.
    """
    received: list[int] = []

    async def main() -> T:
        with _cancelled_by_signals(received):
            try:
                return await talk(service)
            finally:
                await service.connection.aclose()

    try:
        return asyncio.run(main())
    except asyncio.CancelledError:
        if not received:
            raise
        if received[0] == signal.SIGINT:
            raise KeyboardInterrupt from None
        raise Stopped(_EXIT_BY_SIGNAL + received[0]) from None


class Stopped(SystemExit):
    """A signal asked for the end; the exit code tells which."""


@contextmanager
def _cancelled_by_signals(received: list[int]) -> Iterator[None]:
    """Let the first signal cancel this task; later ones do not break off what follows.

    Only the main thread gets signals.
    """
    loop, task = asyncio.get_running_loop(), asyncio.current_task()

    def stop(number: int, _frame: FrameType | None) -> None:
        received.append(number)
        if task and len(received) == 1:
            loop.call_soon_threadsafe(task.cancel)

    is_main = threading.current_thread() is threading.main_thread()
    heard = heard_signals_to_end() if is_main else []
    before = {number: signal.signal(number, stop) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            # Python takes its handlers away before it ends, but leaves what is ignored.
            signal.signal(number, signal.SIG_IGN if received else handler)


async def refreshed(service: Connected) -> Refreshed | None:
    """Read all accounts from the service; None, with a sentence, where that cannot be done."""
    outcome = await service.refresh()
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
    if outcome.died_early:
        from ltx_desktop.wording.history import died_early_notice  # rare

        complain(str(died_early_notice(outcome.died_early)))
    if outcome.storage:
        from ltx_desktop.wording.keeping import storage_notice  # rare

        complain(str(storage_notice(outcome.storage)))
    return outcome
