"""What could not be written to this computer's disk, as a reason instead of an error."""

from collections.abc import Callable

from ltx_desktop.store.errors import Reason, StoreUnavailable


def storage_trouble(write: Callable[[], None]) -> Reason | None:
    """Write to the store, which takes effect in memory in any case; say why not on disk."""
    try:
        write()
    except StoreUnavailable as error:
        return error.reason
    return None
