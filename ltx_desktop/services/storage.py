"""Writing to this computer's disk, where a failure is an answer and no error."""

from collections.abc import Callable

from ltx_desktop.store.errors import Reason, StoreUnavailable


def try_to_store(write: Callable[[], None]) -> Reason | None:
    """Write to the store, which takes effect in memory in any case; why not on disk, if not."""
    try:
        write()
    except StoreUnavailable as error:
        return error.reason
    return None


def store_or_log(what: str, write: Callable[[], None]) -> None:
    """Write what nobody waits for; the log has `what` was not written, and why."""
    if reason := try_to_store(write):
        from ltx_desktop.services.journal import not_stored  # after the first frame

        not_stored(what, reason)
