"""Writing to this computer's disk, where a failure is an answer and no error."""

from collections.abc import Callable

from ltx_desktop.store.errors import Reason, StoreUnavailable


def try_to_store(write: Callable[[], None]) -> Reason | None:
    """Write to the store; return why the disk failed. In memory it takes effect in any case."""
    try:
        write()
    except StoreUnavailable as error:
        return error.reason
    return None


def store_or_log(what: str, write: Callable[[], None]) -> None:
    """Write what nobody waits for; if that fails, log why `what` was not written."""
    if reason := try_to_store(write):
        from ltx_desktop.services.journal import not_stored  # after the first frame

        not_stored(what, reason)
