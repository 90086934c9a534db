"""A line above the table that says what went wrong, or what went well, and what can be done."""

from collections.abc import Callable
from enum import StrEnum, unique

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton

from ltx_desktop.ui.icons import Icons
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _


@unique
class Tone(StrEnum):
    """Which icon goes with a notice."""

    OK = "ok"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class NoticeBar(QFrame):
    """Hidden unless it has something to say; never a modal box for routine news."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._tone = Tone.INFO
        self._icon = QLabel()
        self._text = QLabel()
        self._action = QPushButton()
        self._dismiss = QToolButton()
        self._on_action: Callable[[], None] | None = None
        self._place()
        self._action.clicked.connect(self._act)
        self._dismiss.clicked.connect(self.clear)
        self.clear()

    def show_notice(
        self, notice: Notice, tone: Tone, action: tuple[str, Callable[[], None]] | None = None
    ) -> None:
        """Replace what the bar says; `action` is a button's label and what it does."""
        self._tone = tone
        self._text.setText(str(notice))
        self._text.setAccessibleName(str(notice))
        self._action.setVisible(action is not None)
        if action is not None:
            label, self._on_action = action
            self._action.setText(label)
        self._draw_icons()
        self.show()

    def clear(self) -> None:
        self._on_action = None
        self._text.clear()
        self.hide()

    def take_back(self, notice: Notice) -> None:
        """Clear the bar if this is what it says."""
        if self.text() == str(notice):
            self.clear()

    @property
    def tone(self) -> Tone:
        """Of what the bar says now."""
        return self._tone

    def text(self) -> str:
        """What the bar says now; empty when it is hidden."""
        return self._text.text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_icons()

    def _act(self) -> None:
        if self._on_action is not None:
            self._on_action()

    def _draw_icons(self) -> None:
        icon = self._icons.tone(self._tone.value, self.palette())
        self._icon.setPixmap(icon.pixmap(QSize(20, 20), self.devicePixelRatio()))
        self._dismiss.setIcon(self._icons.icon("close", self.palette()))

    def _place(self) -> None:
        self.setObjectName("notice")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action.setAutoDefault(False)
        self._dismiss.setAutoRaise(True)
        self._dismiss.setAccessibleName(_("Dismiss"))
        self._dismiss.setToolTip(_("Dismiss"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 6, 6)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, stretch=1)
        layout.addWidget(self._action)
        layout.addWidget(self._dismiss)
