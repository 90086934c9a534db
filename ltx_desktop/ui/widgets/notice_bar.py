"""A line above the table that says what went wrong, or what went well, and what can be done."""

from collections.abc import Callable, Sequence
from enum import StrEnum, unique
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import NEAR, TIGHT
from ltx_desktop.ui.style.sheet import mark_tone
from ltx_desktop.ui.widgets.plain_label import PlainLabel, breakable
from ltx_desktop.ui.widgets.return_key import clicks_on_return
from ltx_desktop.ui.widgets.tone_mark import ToneMark
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.translation import _


@unique
class Tone(StrEnum):
    """Which icon goes with a notice."""

    OK = "ok"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_MOST_BESIDE = 0.4
"""Of the bar's width."""

GOES_AFTER = 8000
"""Milliseconds, after which good news has been read."""

Action = tuple[str, Callable[[], None]]
"""A button's label and what it does."""


class NoticeBar(QFrame):
    """Hidden unless it has something to say; never a modal box for routine news.

    Of what takes more than `most_lines` the rest is in the tooltip.
    """

    dismissed = Signal(str)
    """What the bar said."""

    came = Signal()
    """The bar has something new to say."""

    def __init__(self, icons: Icons, *, most_lines: int | None = None) -> None:
        super().__init__()
        self._icons = icons
        self._tone = Tone.INFO
        self._mark = ToneMark(icons)
        self._text = _Text(most_lines)
        self._buttons = [QPushButton(), QPushButton()]
        self._dismiss = QToolButton()
        self._actions: Sequence[Action] = ()
        self._row = QWidget()
        self._grid = QGridLayout(self)
        self._is_below = False
        self._going = QTimer(self, singleShot=True, interval=GOES_AFTER)
        self._going.timeout.connect(self._go)
        self._place()
        for number, button in enumerate(self._buttons):
            button.clicked.connect(partial(self._act, number))
        self._dismiss.clicked.connect(self._be_dismissed)
        self.clear()

    def show_notice(
        self, notice: Notice, tone: Tone, action: Action | None = None, other: Action | None = None
    ) -> None:
        """Replace what the bar says, and what can be done about it."""
        said, text = self.text(), str(notice)
        self._tone = tone
        self._text.say(text)
        self._actions = [one for one in (action, other) if one is not None]
        for button, one in zip_longest(self._buttons, self._actions):
            if one:
                button.setText(one[0])
            button.setVisible(one is not None)
        self._place_buttons()
        self._mark.show_tone(tone.value)
        self._draw_icon()
        mark_tone(self, tone.value)
        self.show()
        if tone is Tone.OK:
            self._going.start()
        else:
            self._going.stop()
        if text != said:
            self.came.emit()
            from ltx_desktop.ui.widgets.announce import announce  # after the first frame

            announce(self, text)

    def clear(self) -> None:
        self._going.stop()
        self._actions = ()
        self._text.say("")
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
        return self._text.whole

    def minimumSizeHint(self) -> QSize:
        """With the buttons below the text, wherever they are now."""
        margins = self.contentsMargins() + self._grid.contentsMargins()
        beside = self._mark.sizeHint().width() + self._dismiss.sizeHint().width() + 2 * NEAR
        width = beside + margins.left() + margins.right()
        if not self._row.isHidden():
            width += self._row.minimumSizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and not self.isHidden():
            self._draw_icon()

    def _be_dismissed(self) -> None:
        said = self.text()
        self.clear()
        self.dismissed.emit(said)

    def _go(self) -> None:
        """Unless somebody is about to use it."""
        if self.underMouse() or any(one.hasFocus() for one in [*self._buttons, self._dismiss]):
            self._going.start()
        else:
            self.clear()

    def _act(self, number: int) -> None:
        if number < len(self._actions):
            _label, act = self._actions[number]
            act()

    def _draw_icon(self) -> None:
        self._dismiss.setIcon(self._icons.icon("close", self.palette()))

    def _place(self) -> None:
        self.setObjectName("notice")
        for button in self._buttons:
            button.setAutoDefault(False)
            clicks_on_return(button)
        clicks_on_return(self._dismiss)
        self._dismiss.setAutoRaise(True)
        self._dismiss.setAccessibleName(_("Dismiss"))
        self._dismiss.setToolTip(_("Dismiss"))
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(NEAR)
        for button in self._buttons:
            row.addWidget(button)
        grid = self._grid
        grid.setContentsMargins(NEAR, TIGHT, TIGHT, TIGHT)
        grid.setSpacing(NEAR)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._mark, 0, 0)
        grid.addWidget(self._text, 0, 1)
        self._place_buttons()
        # Tab gets to it last.
        grid.addWidget(self._dismiss, 0, 3)

    def _place_buttons(self) -> None:
        """Beside the text, or below it where they would leave it less room than they take."""
        wanted = sum(one.sizeHint().width() for one in self._buttons if not one.isHidden())
        below = wanted > self.width() * _MOST_BESIDE
        if below != self._is_below or self._grid.indexOf(self._row) < 0:
            self._is_below = below
            self._grid.removeWidget(self._row)
            left = Qt.AlignmentFlag.AlignLeft
            if below:
                self._grid.addWidget(self._row, 1, 1, left)
            else:
                self._grid.addWidget(self._row, 0, 2)
        self._row.setVisible(bool(self._actions))


class NoticeStack(QWidget):
    """Bars one below the other, the newest on top; no room where none has anything to say."""

    def __init__(self, bars: Sequence[NoticeBar]) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(NEAR)
        for bar in bars:
            self._column.addWidget(bar)
            bar.came.connect(partial(self._put_on_top, bar))

    def _put_on_top(self, bar: NoticeBar) -> None:
        self._column.removeWidget(bar)
        self._column.insertWidget(0, bar)


class _Text(PlainLabel):
    """`whole` is what it says, shown or not."""

    def __init__(self, most_lines: int | None) -> None:
        super().__init__()
        self.whole = ""
        self._most_lines = most_lines
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        self.whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        whole = breakable(self.whole)
        shown, tip = self.whole, ""
        if self._most_lines and shown:
            from html import escape  # after the first frame

            from ltx_desktop.ui.widgets.first_lines import first_lines

            shown = first_lines(whole, self.font(), self.width(), self._most_lines)
            # Qt guesses whether a tooltip is HTML; as such it is broken into lines.
            tip = "" if shown == whole else f"<qt>{escape(whole)}</qt>"
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(tip)
