"""What became of the entry in the desktop's menu."""

from ltx_desktop.services.menu_entry import (
    EntryFailed,
    EntryRemoved,
    EntryWritten,
    MenuEntryOutcome,
    NoEntry,
)
from ltx_desktop.wording.keeping import storage_reason
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _


def menu_entry_notice(outcome: MenuEntryOutcome) -> Notice:
    match outcome:
        case EntryWritten():
            return Notice(
                _("LTX Accounts is in the menu of your desktop."),
                _("The entry is {path}.").format(path=plain(str(outcome.path))),
            )
        case EntryRemoved():
            return Notice(_("LTX Accounts was taken out of the menu."))
        case NoEntry():
            return Notice(_("There was no menu entry of yours."))
        case EntryFailed():
            return Notice(
                _("The menu entry {path} could not be changed: {reason}.").format(
                    path=plain(str(outcome.path)), reason=storage_reason(outcome.reason)
                )
            )


def no_menu_notice() -> Notice:
    return Notice(
        _("Menu entries are made on Linux only."),
        _("On Windows and macOS the installer makes them."),
    )
