"""The question whose session was meant."""

from PySide6.QtCore import Signal

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.owner import Owner
from ltx_desktop.ui.edit.question_bar import QuestionBar
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.wording.forecast import wrong_owner
from ltx_desktop.wording.plain import short_email
from ltx_desktop.wording.translation import _


class OwnerBar(QuestionBar):
    """Hidden unless the pasted session is another account's than the one being renewed.

    `chosen` gives the account to go on with, None for a new one.
    """

    chosen = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons)
        self._owner: AccountRecord | None = None
        self.answered.connect(lambda: self.chosen.emit(self._owner))

    def ask(self, owner: Owner, meant: AccountRecord) -> None:
        self._owner = owner.record
        if owner.record:
            answer = _("Renew {email} instead").format(email=short_email(owner.record.email))
        elif owner.email:
            answer = _("Add {email} as a new account").format(email=short_email(owner.email))
        else:
            answer = _("Add it as a new account")
        self.put(wrong_owner(owner, meant), answer)
