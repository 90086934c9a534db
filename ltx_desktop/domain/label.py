"""What a person may call an account, and write down about it."""

from enum import StrEnum, unique

from ltx_desktop.domain.account import Label
from ltx_desktop.domain.redaction import redacted

LONGEST_NAME = 80
LONGEST_NOTE = 4000


@unique
class LabelFault(StrEnum):
    NAME_TOO_LONG = "name-too-long"
    NOTE_TOO_LONG = "note-too-long"
    SECRET = "secret"  # noqa: S105 - what is wrong, and no secret


def label_of(name: str, note: str) -> Label | LabelFault:
    """A name in one line and a note of several, without what cannot be shown.

    Both are stored readable, so nothing that looks like a cookie or a token may be in them.
    """
    label = Label(" ".join(_shown(name).split()), "\n".join(map(_shown, _lines(note))).strip())
    if len(label.name) > LONGEST_NAME:
        return LabelFault.NAME_TOO_LONG
    if len(label.note) > LONGEST_NOTE:
        return LabelFault.NOTE_TOO_LONG
    if any(redacted(text) != text for text in (label.name, label.note)):
        return LabelFault.SECRET
    return label


def _lines(note: str) -> list[str]:
    return [line.rstrip() for line in note.splitlines()]


def _shown(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text)
