"""Settings that travel: what an import would change, and what became of it."""

import json
from pathlib import Path

from ltx_desktop.services.transfer import (
    DamagedFile,
    ImportPlan,
    LabelChange,
    NewerFile,
    UnreadableFile,
)
from ltx_desktop.wording.keeping import storage_reason
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import LONGEST_EMAIL, plain
from ltx_desktop.wording.translation import _, ngettext

_LONGEST_PATH = 300
_LONGEST_VALUE = 300


def import_refused_notice(refused: DamagedFile | NewerFile | UnreadableFile) -> Notice:
    path = plain(str(refused.path), _LONGEST_PATH)
    match refused:
        case DamagedFile():
            return Notice(
                _("{path} is not a settings file, or it is damaged.").format(path=path),
                _("Nothing was changed. Export the settings again on the other computer."),
            )
        case NewerFile():
            return Notice(
                _("{path} was written by a newer version of LTX Accounts.").format(path=path),
                _("Nothing was changed. Update LTX Accounts here, then import it again."),
            )
        case UnreadableFile():
            return Notice(
                _("{path} cannot be read: {reason}.").format(
                    path=path, reason=storage_reason(refused.reason)
                ),
                _("Nothing was changed."),
            )


def plan_lines(plan: ImportPlan) -> list[str]:
    """What an import would change, one line each; setting names are those of the file."""
    lines = _changes(plan)
    if plan.new_address:
        lines.append(
            _(
                "The address of the service changes to {address}. Your saved API token is not sent "
                "there; the app will ask you for one."
            ).format(address=plain(plan.new_address.text, _LONGEST_PATH))
        )
    return lines


def nothing_to_import() -> str:
    return _("Nothing to change: your settings match the file.")


def import_question() -> str:
    return _("Make these changes?")


def imported_notice(plan: ImportPlan) -> Notice:
    count = len(_changes(plan))
    return Notice(
        ngettext("{count} change was made.", "{count} changes were made.", count).format(
            count=count
        )
    )


def not_imported_notice() -> Notice:
    return Notice(_("Nothing was changed."), _("To confirm without a terminal, add --yes."))


def settings_exported_notice(path: Path) -> Notice:
    return Notice(
        _("The settings were saved as {path}.").format(path=plain(str(path), _LONGEST_PATH)),
        _("The file contains the names and notes of your accounts, but no token and no cookies."),
    )


def _changes(plan: ImportPlan) -> list[str]:
    lines = [_change(one.name, one.before, one.after) for one in plan.changes]
    for one in plan.labels:
        lines += _label(one)
    return lines


def _label(change: LabelChange) -> list[str]:
    email, before, after = plain(change.email, LONGEST_EMAIL), change.before, change.after
    lines = []
    if before.name != after.name:
        lines.append(_change(_("Name of {email}").format(email=email), before.name, after.name))
    if before.note != after.note:
        lines.append(_change(_("Note of {email}").format(email=email), before.note, after.note))
    return lines


def _change(what: str, before: object, after: object) -> str:
    return _("{setting}: from {before} to {after}").format(
        setting=what, before=_value(before), after=_value(after)
    )


def _value(value: object) -> str:
    return plain(json.dumps(value, ensure_ascii=False), _LONGEST_VALUE)
