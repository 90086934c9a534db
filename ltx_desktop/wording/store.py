"""What the start has to say about the files on this computer."""

from collections.abc import Sequence
from pathlib import Path

from ltx_desktop.store.errors import NewerDatabase, StoreUnavailable
from ltx_desktop.wording.outcomes import Notice, storage_reason
from ltx_desktop.wording.translation import _


def newer_database_notice(error: NewerDatabase) -> Notice:
    return Notice(
        _("The stored accounts belong to a newer version of LTX Accounts."),
        _(
            "The file has format {found}, this version knows up to {supported}. It was left "
            "untouched: {path}. Install the newer version; until then nothing is saved."
        ).format(found=error.found, supported=error.supported, path=error.path),
    )


def cannot_open_notice(error: StoreUnavailable) -> Notice:
    return Notice(
        _("A file of LTX Accounts cannot be used ({reason}).").format(
            reason=storage_reason(error.reason)
        ),
        _("Nothing is saved in this run. The file is {path}.").format(path=error.path),
    )


def set_aside_notice(path: Path) -> Notice:
    return Notice(
        _("The stored accounts were damaged."),
        _("They are read from the service again. The damaged file was kept as {path}.").format(
            path=path
        ),
    )


def settings_problems_notice(keys: Sequence[str], path: Path) -> Notice:
    return Notice(
        _("Some settings could not be used: {keys}.").format(keys=", ".join(keys)),
        _("Defaults are in force for them. The file as it was is {path}.").format(path=path),
    )
