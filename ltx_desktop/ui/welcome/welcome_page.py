"""What a first start shows instead of a table."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.token import clean_token
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import APART, FAR, TITLE, characters
from ltx_desktop.ui.widgets.announce import announce
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.ui.widgets.secret_field import SecretField
from ltx_desktop.wording.translation import _

_WANTED = QSizePolicy.Policy.Preferred


class WelcomePage(QWidget):
    """Takes the API token, or opens the demo."""

    token_entered = Signal(object)
    """With the token as a `Secret`."""

    def __init__(self, icons: Icons, open_demo: Callable[[], bool]) -> None:
        super().__init__()
        self._open_demo = open_demo
        self._picture = QLabel()
        self._picture.setPixmap(icons.application().pixmap(QSize(72, 72)))
        self._picture.setAccessibleName(_("LTX Accounts"))
        self._title = PlainLabel(_("Keep your LTX Studio accounts alive"), larger=TITLE)
        self._text = PlainLabel(
            _(
                "useapi.net reaches LTX Studio with the cookies of your accounts, and those end "
                "after about three months. This window shows when, and renews them in a minute.\n\n"
                "Paste your useapi.net API token to begin. It is kept in this computer's keyring."
            )
        )
        self._field = SecretField(icons, _("API token"))
        self._continue = QPushButton(_("&Continue"))
        self._demo = QPushButton(_("Open the &demo"))
        self._message = PlainLabel()
        self._place()
        self.setSizePolicy(_WANTED, QSizePolicy.Policy.Ignored)
        self._continue.setEnabled(False)
        self._field.text_changed.connect(self._typed)
        self._field.entered.connect(self._continue.click)
        self._continue.clicked.connect(self._enter)
        self._demo.clicked.connect(self._try_demo)

    def showEvent(self, event: QShowEvent) -> None:
        self.setSizePolicy(_WANTED, _WANTED)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for no room where it is not seen: pages of a stack are as high as the highest."""
        super().hideEvent(event)
        self.setSizePolicy(_WANTED, QSizePolicy.Policy.Ignored)

    def set_busy(self, busy: bool) -> None:
        """Show that the token is being tried."""
        self._field.set_read_only(busy)
        self._continue.setEnabled(not busy and bool(clean_token(self._field.text())))
        if busy:
            self._tell(_("Trying the token…"))

    def say(self, text: str) -> None:
        """Say something about the token below its field, and put the cursor there."""
        self._tell(text)
        self._field.focus()

    def clear(self) -> None:
        self._field.clear()
        self._message.clear()

    def _tell(self, text: str) -> None:
        self._message.setText(text)
        announce(self._message, text)

    def _typed(self) -> None:
        self._continue.setEnabled(bool(clean_token(self._field.text())))
        self._message.clear()

    def _try_demo(self) -> None:
        if not self._open_demo():
            self._tell(_("The demo could not be started."))

    def _enter(self) -> None:
        self.token_entered.emit(Secret(clean_token(self._field.text())))

    def _place(self) -> None:
        self._field.setPlaceholderText("user:12345-abcdefghi")
        self._continue.setDefault(True)
        self._continue.setAutoDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self._continue)
        buttons.addWidget(self._demo)
        buttons.addStretch()
        card = QFrame()
        card.setMaximumWidth(characters(self, 92))
        column = QVBoxLayout(card)
        column.setSpacing(APART)
        for widget in (self._picture, self._title, self._text, self._field):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(self._message)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(card, stretch=20)
        centred.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(FAR, FAR, FAR, FAR)
        page.addStretch(2)
        page.addLayout(centred)
        page.addStretch(3)
