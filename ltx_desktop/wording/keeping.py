"""What could not be kept on this computer, or not read from it: files and the keyring."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ltx_desktop.services import outcomes as o
from ltx_desktop.store.errors import NewerDatabase, Reason, StoreUnavailable
from ltx_desktop.store.setting_values import BASE_URL
from ltx_desktop.wording.dates import date_time
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _


def keyring_sentence(trouble: o.KeyringTrouble) -> str:
    match trouble:
        case o.KeyringTrouble.NONE_HERE:
            return _(
                "This computer has no keyring, so no token can be saved here. "
                "A token works for this run only."
            )
        case o.KeyringTrouble.LOCKED:
            return _("The keyring is locked. Unlock it, then refresh.")
        case o.KeyringTrouble.TIMED_OUT:
            return _("The keyring does not answer. It may be asking for its password.")
        case o.KeyringTrouble.NOT_KEPT:
            return _("The keyring did not keep the token. It works for this run only.")
        case o.KeyringTrouble.FAILED:
            return _("The keyring reported an error. A token works for this run only.")


def storage_sentence(trouble: Reason) -> str:
    reason = storage_reason(trouble)
    return _("It could not be saved on this computer ({reason}), so it is only shown.").format(
        reason=reason
    )


def unmarked_sentence(trouble: Reason) -> str:
    """Cookies that may have arrived are to be known again by every window and command."""
    return _(
        "This computer could not record that the cookies were sent ({reason}): do not send them "
        "again elsewhere."
    ).format(reason=storage_reason(trouble))


def storage_reason(trouble: Reason) -> str:
    match trouble:
        case Reason.LOCKED:
            return _("another program holds the file")
        case Reason.NO_LOCKS:
            return _("files in its folder cannot be locked, as on some network shares")
        case Reason.READ_ONLY:
            return _("the file is read-only")
        case Reason.DISK_FULL:
            return _("the disk is full")
        case Reason.NO_PERMISSION:
            return _("access was denied")
        case Reason.DAMAGED:
            return _("the file is damaged")
        case Reason.NO_FILE:
            return _("there is something in its place that is no file")
        case Reason.NO_FOLDER:
            return _("one of the folders in its path is a file")
        case Reason.MISSING:
            return _("there is no such file or folder")
        case Reason.LINKS_IN_A_CIRCLE:
            return _("the links on its path lead in a circle")
        case Reason.LINK_TO_NOTHING:
            return _("a link on its path leads to nothing")
        case Reason.NO_MEMORY:
            return _("there is too little memory")
        case Reason.PASSING_PLACE:
            return _(
                "macOS runs LTX Accounts from a temporary place; move it to the Applications "
                "folder and open it there"
            )
        case Reason.OTHER:
            return _("the disk reported an error")


def storage_notice(trouble: Reason) -> Notice:
    return Notice(_("The accounts were read."), storage_sentence(trouble))


def saved_notice(saved: o.ConnectionSaved) -> Notice:
    details = []
    if saved.keyring:
        details.append(_not_kept(saved.keyring))
    if saved.storage:
        details.append(storage_sentence(saved.storage))
    return Notice(_("Token and address are in use."), " ".join(details))


def settings_not_kept_notice(reason: Reason) -> Notice:
    return Notice(
        _("The settings are in force until you quit."),
        _("They could not be saved on this computer ({reason}).").format(
            reason=storage_reason(reason)
        ),
    )


def start_at_login_notice(reason: Reason) -> Notice:
    return Notice(
        _("Starting with the session could not be changed: {reason}.").format(
            reason=storage_reason(reason)
        )
    )


def _not_kept(trouble: o.KeyringTrouble) -> str:
    match trouble:
        case o.KeyringTrouble.LOCKED:
            return _(
                "The keyring is locked, so the token works for this run only. Unlock it, and save "
                "the token again in the settings."
            )
        case o.KeyringTrouble.TIMED_OUT:
            return _(
                "The keyring did not answer, so the token works for this run only. If it asked for "
                "its password, answer it, and save the token again in the settings."
            )
        case o.KeyringTrouble.NONE_HERE | o.KeyringTrouble.NOT_KEPT | o.KeyringTrouble.FAILED:
            return keyring_sentence(trouble)


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


def unreadable_settings_notice(error: StoreUnavailable) -> Notice:
    return Notice(
        _("The settings cannot be read ({reason}).").format(reason=storage_reason(error.reason)),
        _(
            "Defaults are used, but there is none for the address, so nothing is sent. Make "
            "the file {path} readable, then start again."
        ).format(path=error.path),
    )


def only_read_notice(path: Path, reason: Reason) -> Notice:
    return Notice(
        _("The stored accounts can be read, but not changed ({reason}).").format(
            reason=storage_reason(reason)
        ),
        _("Nothing is saved in this run. The file is {path}.").format(path=path),
    )


def set_aside_notice(path: Path, backed_up: datetime | None) -> Notice:
    """`backed_up` is when the copy was made that is in use instead, None where there is none."""
    instead = (
        _("The copy of {moment} is in use.").format(moment=date_time(backed_up))
        if backed_up
        else _("They are read from the service again.")
    )
    kept = _("The damaged file was kept as {path}.").format(path=path)
    return Notice(_("The stored accounts were damaged."), f"{instead} {kept}")


def settings_problems_notice(keys: Sequence[str], path: Path) -> Notice:
    """Say it until a person corrects the file or saves the settings, which keeps a copy of it."""
    instead = (
        _("Nothing is sent without an address; the others have their defaults.")
        if BASE_URL in keys
        else _("Defaults are used instead.")
    )
    where = _("Correct the file {path}, or save the settings in the window.").format(path=path)
    return Notice(
        _("Some settings cannot be used: {keys}.").format(keys=", ".join(keys)),
        f"{instead} {where}",
    )
