"""That a file was written where the user wanted it, or not."""

from pathlib import Path

from ltx_desktop.store.errors import Reason
from ltx_desktop.wording.keeping import storage_reason
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _, ngettext

_LONGEST_PATH = 300


def exported_notice(path: Path) -> Notice:
    return Notice(_("Saved as {path}.").format(path=plain(str(path), _LONGEST_PATH)))


def picture_notice(path: Path, shown: int, accounts: int) -> Notice:
    """Where not all accounts have room in the picture, that is said."""
    saved = exported_notice(path)
    if shown == accounts:
        return saved
    return Notice(
        saved.headline,
        ngettext(
            "The picture shows the most urgent account only; there are {accounts}.",
            "The picture shows the {count} most urgent accounts only; there are {accounts}.",
            shown,
        ).format(count=shown, accounts=accounts),
    )


def not_exported_notice(path: Path, reason: Reason) -> Notice:
    return Notice(
        _("{path} could not be saved: {reason}.").format(
            path=plain(str(path), _LONGEST_PATH), reason=storage_reason(reason)
        ),
        _("Choose another folder, or make room, and try again."),
    )
