"""The question whose session was meant, with its answers as buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.owner import Owner
from ltx_desktop.ui.icons import Icons
from ltx_desktop.ui.measures import NEAR
from ltx_desktop.ui.tone_mark import ToneMark
from ltx_desktop.wording.forecast import wrong_owner
from ltx_desktop.wording.plain import short_email
from ltx_desktop.wording.translation import _


class OwnerBar(QFrame):
    """Hidden unless the pasted session is another account's than the one being renewed.

    `chosen` gives the account to go on with, None for a new one.
    """

    chosen = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._owner: AccountRecord | None = None
        self._mark = ToneMark(icons)
        self._text = QLabel()
        self._other = QPushButton()
        self._place()
        self._other.clicked.connect(self._choose)
        self.hide()

    def ask(self, owner: Owner, meant: AccountRecord) -> None:
        self._owner = owner.record
        text = wrong_owner(owner, meant)
        self._text.setText(text)
        self._other.setAccessibleDescription(text)
        if owner.record:
            label = _("Renew {email} instead").format(email=short_email(owner.record.email))
        elif owner.email:
            label = _("Add {email} as a new account").format(email=short_email(owner.email))
        else:
            label = _("Add it as a new account")
        self._other.setText(label.replace("&", "&&"))
        self.show()

    def text(self) -> str:
        return "" if self.isHidden() else self._text.text()

    def focus(self) -> None:
        self._other.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self) -> None:
        self.hide()
        self.chosen.emit(self._owner)

    def _place(self) -> None:
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._other.setAutoDefault(False)
        self._mark.show_tone("warning")
        buttons = QHBoxLayout()
        buttons.addWidget(self._other)
        buttons.addStretch()
        grid = QGridLayout(self)
        grid.setContentsMargins(NEAR, NEAR, NEAR, NEAR)
        grid.setSpacing(NEAR)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._text, 0, 1)
        grid.addLayout(buttons, 1, 1)
