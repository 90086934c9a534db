"""Writing a file where the user wants it."""

from collections.abc import Callable
from pathlib import Path

from ltx_desktop.services.storage import try_to_store
from ltx_desktop.store.daemon_call import in_daemon_thread
from ltx_desktop.store.errors import Reason, StoreUnavailable
from ltx_desktop.store.private_files import write_atomically
from ltx_desktop.store.reasons import unavailable

_TIMEOUT = 60
"""Seconds; a network share may never answer."""


async def export(path: Path, make: Callable[[], bytes]) -> Reason | None:
    """Make a content and write it whole or not at all, in a thread; why that did not work.

    Without any content there was too little memory for it.
    """

    def write() -> None:
        try:
            content = make()
            if not content:
                raise StoreUnavailable(path, Reason.NO_MEMORY)
            write_atomically(path, content)
        except OSError as error:
            raise unavailable(path, error) from error

    return await written_aside(write)


async def written_aside(write: Callable[[], None]) -> Reason | None:
    """Let `write` work in a thread; the reason where it raises StoreUnavailable or takes too long.

    What else it raises is raised here.
    """

    def attempt() -> Reason | Exception | None:
        try:
            return try_to_store(write)
        except Exception as error:  # noqa: BLE001 - raised where it is awaited
            return error

    try:
        outcome = await in_daemon_thread(attempt, _TIMEOUT, "export")
    except TimeoutError:
        return Reason.OTHER
    if isinstance(outcome, Exception):
        raise outcome
    return outcome
