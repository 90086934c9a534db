"""All that is known about the selected account, beside the list or below it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ltx_desktop.domain.account import Capacity
from ltx_desktop.domain.history import Entry
from ltx_desktop.domain.urgency import Judged
from ltx_desktop.ui.style.colours import state_colour
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import APART, EDGE, HEADING, NEAR, TIGHT
from ltx_desktop.ui.style.sheet import mark_card, mark_muted, mark_primary
from ltx_desktop.ui.widgets.flow_layout import FlowLayout
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.ui.widgets.return_key import clicks_on_return
from ltx_desktop.wording.details import (
    Line,
    access_line,
    balance_line,
    deadline_line,
    jobs_line,
    reason_line,
    state_line,
    updated_line,
)
from ltx_desktop.wording.history import brief_history
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _, ngettext

if TYPE_CHECKING:
    from datetime import datetime

_MOST_ENTRIES = 6

ReadHistory = Callable[[str], Sequence[Entry]]
"""Gives what happened to an account, the oldest first; nothing where it cannot be read."""


class DetailsPane(QFrame):
    """`browser` gives the browser in which an account is logged in to, in words."""

    def __init__(
        self,
        icons: Icons,
        now: "Callable[[], datetime]",
        read_history: ReadHistory,
        browser: Callable[[str], str],
    ) -> None:
        super().__init__()
        self._icons = icons
        self._now = now
        self._read_history = read_history
        self._browser = browser
        self._shown: tuple[Sequence[Judged], Capacity | None] | None = None
        self._title = PlainLabel(larger=HEADING)
        self._email = PlainLabel()
        self._copy = QToolButton()
        self._grid = QGridLayout()
        self._history_title = PlainLabel(_("History"), larger=1.01)
        self._history = QGridLayout()
        self._buttons: list[QPushButton] = []
        self._button_row = FlowLayout()
        self._content = QWidget()
        self._scroll = QScrollArea()
        self._note = QPushButton(_("Add a note…"))
        self._place()

    def add_actions(self, renew: QAction, look: QAction, remove: QAction, label: QAction) -> None:
        """What the buttons below the account do."""
        for text, action in (
            (_("Renew…"), renew),
            (_("Ask the service"), look),
            (_("Remove"), remove),
        ):
            button = QPushButton(text)
            button.clicked.connect(action.trigger)
            clicks_on_return(button)
            self._buttons.append(button)
            self._button_row.addWidget(button)
        mark_primary(self._buttons[0])
        height = self._buttons[0].sizeHint().height()
        for button in self._buttons:
            button.setMinimumHeight(height)
        self._note.clicked.connect(label.trigger)

    def show_accounts(self, selected: Sequence[Judged], capacity: Capacity | None) -> None:
        """One account in full, or how many are selected."""
        if (selected, capacity) == self._shown:
            return
        self._shown = selected, capacity
        one = selected[0] if len(selected) == 1 else None
        self._clear()
        for button in self._buttons:
            button.setVisible(bool(selected))
        self._copy.setVisible(one is not None)
        self._note.setVisible(one is not None and not one.record.label.note)
        self._history_title.hide()
        if one is None:
            self._say_how_many(len(selected))
        else:
            self._describe(one, capacity)

    def show_again(self) -> None:
        """What is not told with the accounts has changed: colours, or what happened."""
        shown, self._shown = self._shown, None
        if shown:
            self.show_accounts(*shown)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._copy.setIcon(self._icons.icon("copy", self.palette()))
            self.show_again()

    def text(self) -> str:
        labels = [one for one in self._content.findChildren(PlainLabel) if not one.isHidden()]
        return "\n".join(one.text().replace("\u200b", "") for one in labels)

    def _say_how_many(self, count: int) -> None:
        self._title.setText(
            ngettext("{count} account selected", "{count} accounts selected", count).format(
                count=count
            )
            if count
            else _("No account selected")
        )
        self._email.setText("")

    def _describe(self, one: Judged, capacity: Capacity | None) -> None:
        label = one.record.label
        email = plain(one.email)
        for shown, words in (
            (self._title, plain(label.name) or email),
            (self._email, email if label.name else ""),
        ):
            # An email may be broken behind its @, which nobody needs to hear.
            shown.setText(words.replace("@", "@\u200b"))
            shown.setAccessibleName(words)
        lines = [
            state_line(one),
            reason_line(one),
            deadline_line(one),
            access_line(one, self._now()),
            jobs_line(one, capacity),
            balance_line(one),
            updated_line(one),
            Line(_("Browser"), self._browser(one.email)),
        ]
        if label.note:
            lines.append(Line(_("Note"), plain(" ".join(label.note.split()), 1000)))
        for line in filter(None, lines):
            text = self._add_line(line)
            if line.name == _("State"):
                self._colour(text, one)
        history = brief_history(self._read_history(one.email), _MOST_ENTRIES)
        self._history_title.setVisible(bool(history))
        for row, (date, what) in enumerate(history):
            said = PlainLabel(what)
            mark_muted(said)
            said.setAlignment(Qt.AlignmentFlag.AlignRight)
            said.setMinimumWidth(1)
            when = PlainLabel(date)
            self._history.addWidget(when, row, 0)
            self._history.addWidget(said, row, 1)
            when.show()
            said.show()

    def _add_line(self, line: Line) -> PlainLabel:
        row = self._grid.rowCount()
        name, text = PlainLabel(line.name), PlainLabel(line.text)
        mark_muted(name)
        name.setWordWrap(False)
        text.setAccessibleName(f"{line.name}: {line.text}" if line.name else line.text)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # No word makes the pane wider than it is.
        text.setMinimumWidth(1)
        if line.name:
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, row, 1)
            name.show()
        else:
            self._grid.addWidget(text, row, 0, 1, 2)
        text.show()
        return text

    def _colour(self, label: PlainLabel, one: Judged) -> None:
        """The state's word, as its mark in the list is."""
        palette = label.palette()
        colour = state_colour(one.expiry.state, self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        label.setPalette(palette)

    def _clear(self) -> None:
        for grid in (self._grid, self._history):
            while item := grid.takeAt(0):
                if widget := item.widget():
                    widget.hide()
                    widget.deleteLater()

    def _copy_email(self) -> None:
        if self._shown:
            ((one,), _capacity) = self._shown
            QGuiApplication.clipboard().setText(one.email)

    def _place(self) -> None:
        mark_card(self)
        self._scroll.setAccessibleName(_("Details"))
        self.setMinimumSize(240, 150)
        self._copy.setAutoRaise(True)
        self._copy.setIcon(self._icons.icon("copy", self.palette()))
        self._copy.setToolTip(_("Copy the email"))
        self._copy.setAccessibleName(_("Copy the email"))
        self._copy.clicked.connect(self._copy_email)
        self._note.setFlat(True)
        mark_muted(self._email)
        for label in (self._title, self._email):
            label.setMinimumWidth(1)
        for button in (self._copy, self._note):
            clicks_on_return(button)
        first = QHBoxLayout()
        first.setSpacing(TIGHT)
        first.addWidget(self._title, stretch=1)
        first.addWidget(self._copy, alignment=Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(APART)
        self._grid.setVerticalSpacing(NEAR)
        self._history.setColumnStretch(1, 1)
        self._history.setVerticalSpacing(TIGHT)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(NEAR)
        column.addLayout(first)
        column.addWidget(self._email)
        column.addLayout(self._grid)
        column.addWidget(self._note, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._history_title)
        column.addLayout(self._history)
        column.addStretch()
        self._content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self._content)
        self._scroll.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self._button_row.setSpacing(NEAR)
        self._button_row.setContentsMargins(EDGE, NEAR, EDGE, APART)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, stretch=1)
        whole.addLayout(self._button_row)
