"""Writing a file where the user wants it."""

from pathlib import Path

from ltx_desktop.services.storage import storage_trouble
from ltx_desktop.store.errors import Reason
from ltx_desktop.store.private_files import write_atomically
from ltx_desktop.store.reasons import unavailable


def export(path: Path, content: bytes) -> Reason | None:
    """Write it whole or not at all; why that did not work, else None."""

    def write() -> None:
        try:
            write_atomically(path, content)
        except OSError as error:
            raise unavailable(path, error) from error

    return storage_trouble(write)
