"""Writing a file where the user wants it."""

from collections.abc import Callable
from pathlib import Path

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

    def write() -> Exception | None:
        try:
            content = make()
            if not content:
                return StoreUnavailable(path, Reason.NO_MEMORY)
            write_atomically(path, content)
        except OSError as error:
            return unavailable(path, error)
        except Exception as error:  # noqa: BLE001 - raised where it is awaited
            return error
        return None

    try:
        failure = await in_daemon_thread(write, _TIMEOUT, "export")
    except TimeoutError:
        return Reason.OTHER
    if isinstance(failure, StoreUnavailable):
        return failure.reason
    if failure is not None:
        raise failure
    return None
