"""What is wrong with a name or a note, and what became of it."""

from ltx_desktop.domain.account import Label
from ltx_desktop.domain.label import LONGEST_NAME, LONGEST_NOTE, LabelFault
from ltx_desktop.services.labels import Labelled
from ltx_desktop.store.errors import Reason
from ltx_desktop.wording.keeping import storage_reason, storage_sentence
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import LONGEST_EMAIL, plain
from ltx_desktop.wording.translation import _


def label_fault_sentence(fault: LabelFault) -> str:
    match fault:
        case LabelFault.NAME_TOO_LONG:
            return _("A name has at most {count} characters. Shorten it.").format(
                count=LONGEST_NAME
            )
        case LabelFault.NOTE_TOO_LONG:
            return _("A note has at most {count} characters. Shorten it.").format(
                count=LONGEST_NOTE
            )
        case LabelFault.SECRET:
            return _(
                "This looks like a cookie or a token. Names and notes are not encrypted, so leave "
                "it out."
            )


def labelled_notice(labelled: Labelled) -> Notice:
    headline = _labelled(labelled.before, labelled.label).format(
        email=plain(labelled.email, LONGEST_EMAIL), name=plain(labelled.label.name)
    )
    return Notice(headline, storage_sentence(labelled.storage) if labelled.storage else "")


def _labelled(before: Label, after: Label) -> str:
    if before == after:
        return _("{email} already has this name and note.")
    if before.name == after.name:
        return _("{email} has a new note.") if after.note else _("{email} no longer has a note.")
    return _("{email} is now called {name}.") if after.name else _("{email} no longer has a name.")


def forget_question(email: str) -> Notice:
    return Notice(
        _("Forget the history of {email}?").format(email=plain(email, LONGEST_EMAIL)),
        _(
            "This removes its history, name, note, and what was learned from its sessions from "
            "this computer. The account itself stays. This cannot be undone."
        ),
    )


def not_forgotten_notice(email: str) -> Notice:
    return Notice(
        _("Nothing about {email} was forgotten.").format(email=plain(email, LONGEST_EMAIL)),
        _("To confirm without a terminal, add --yes."),
    )


def forgotten_notice(email: str, storage: Reason | None) -> Notice:
    shown = plain(email, LONGEST_EMAIL)
    if storage:
        return Notice(
            _(
                "Not everything about {email} was forgotten: the file could not be changed "
                "({reason})."
            ).format(email=shown, reason=storage_reason(storage)),
            _("Make room, or close other programs that use the file, then try again."),
        )
    return Notice(_("The history, name and note of {email} are forgotten.").format(email=shown))
