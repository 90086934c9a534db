"""That a file was written where the user wanted it, or not."""

from pathlib import Path

from ltx_desktop.store.errors import Reason
from ltx_desktop.wording.keeping import storage_reason
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _

_LONGEST_PATH = 300


def exported_notice(path: Path) -> Notice:
    return Notice(_("Saved as {path}.").format(path=plain(str(path), _LONGEST_PATH)))


def not_exported_notice(path: Path, reason: Reason) -> Notice:
    return Notice(
        _("{path} could not be saved: {reason}.").format(
            path=plain(str(path), _LONGEST_PATH), reason=storage_reason(reason)
        ),
        _("Choose another folder, or make room, and try again."),
    )
