"""How the edit dialog looks: its widgets and their places."""

from collections.abc import Collection
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.draft import Draft
from ltx_desktop.domain.max_jobs import (
    MAX_MAX_JOBS,
    MIN_MAX_JOBS,
    SLOWER_PAST,
)
from ltx_desktop.ui.edit.field_row import FieldRow
from ltx_desktop.ui.edit.help_panel import HelpPanel
from ltx_desktop.ui.edit.owner_bar import OwnerBar
from ltx_desktop.ui.edit.paste_box import PasteBox
from ltx_desktop.ui.edit.question_bar import QuestionBar
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import APART, HEADING, NEAR, TIGHT, characters
from ltx_desktop.ui.widgets.announce import announce
from ltx_desktop.ui.widgets.notice_bar import NoticeBar, Tone
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.ui.widgets.tone_mark import ToneMark
from ltx_desktop.wording.called import called
from ltx_desktop.wording.forecast import forecast_sentences
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.problems import problem_sentence, service_misses
from ltx_desktop.wording.translation import _


class EditForm:
    """The parts of the dialog that its behaviour needs to know."""

    def __init__(self, dialog: QDialog, icons: Icons) -> None:
        self.paste_box = PasteBox()
        self._recognition = PlainLabel()
        self._recognition_mark = ToneMark(icons)
        self.offer_button = QPushButton()
        self.forecast = PlainLabel()
        self.owner_bar = OwnerBar(icons)
        self.doubt_bar = QuestionBar(icons)
        self.max_jobs = QSpinBox()
        self.help_button = QToolButton()
        self.submit_button = QPushButton()
        self.cancel_button = QPushButton(_("Cancel"))
        self._cancel_label = _("Cancel")
        self._dialog = dialog
        self._heading = PlainLabel(larger=HEADING)
        self._help = HelpPanel()
        self._notice = NoticeBar(icons)
        self._progress = QProgressBar()
        self._progress_text = PlainLabel(_("Sending to the service…"))
        self._column = QVBoxLayout()
        self._fields = QGridLayout()
        self.rows = [
            FieldRow(name, icons, self._fields, row) for row, name in enumerate(COOKIE_NAMES)
        ]
        self._place()
        self.set_busy(False)

    def set_target(self, renewing: AccountRecord | None, max_jobs: int) -> None:
        """Which account the dialog is about; None for a new one."""
        self.max_jobs.setValue(max_jobs)
        if renewing is None:
            self._dialog.setWindowTitle(_("Add an account"))
            self._heading.setText(_("Add an account"))
            self.submit_button.setText(_("&Add account"))
        else:
            self._dialog.setWindowTitle(_("Renew an account"))
            self._heading.setText(_("Renew {email}").format(email=called(renewing, 200)))
            self.submit_button.setText(_("&Renew"))

    def foretell(self, draft: Draft, now: datetime) -> None:
        """Say what sending the draft would do, where it may be sent."""
        self.submit_button.setEnabled(draft.question is None)
        self.forecast.clear()
        if draft.may_be_sent:
            warnings = map(problem_sentence, draft.warnings)
            said = forecast_sentences(draft.owner, draft.forecast, now)
            self.forecast.setText(" ".join([*warnings, said]))

    def recognise(self, text: str, tone: Tone) -> None:
        """Say what the paste was recognised as; an empty text takes that away."""
        self._recognition.setText(text)
        self._recognition_mark.show_tone(tone.value if text else "")

    def offer(self, label: str) -> None:
        """Show a button beside what was recognised; an empty label takes it away."""
        self.offer_button.setText(label)
        self.offer_button.setVisible(bool(label))

    def put_on_top(self, widget: QWidget, cancel_label: str) -> None:
        """Show something above the heading; what cancels the dialog then says what that means."""
        self._column.insertWidget(0, widget)
        self._cancel_label = cancel_label
        self.set_busy(False)

    def say(self, notice: Notice, tone: Tone = Tone.ERROR) -> None:
        self._notice.show_notice(notice, tone)

    def blame(self, fields: Collection[str]) -> None:
        """Mark the cookies that the service named."""
        blamed = [row for row in self.rows if row.name in fields]
        for row in blamed:
            row.blame(service_misses(row.name))
        blamed[0].field.focus()

    def clear_notice(self) -> None:
        self._notice.clear()

    def set_busy(self, busy: bool) -> None:
        """While a request is under way nothing can be changed; Cancel stops it."""
        self.paste_box.setReadOnly(busy)
        for row in self.rows:
            row.field.set_read_only(busy)
        self.offer_button.setEnabled(not busy)
        self.max_jobs.setEnabled(not busy)
        self.submit_button.setEnabled(not busy)
        self.cancel_button.setText(_("Stop") if busy else self._cancel_label)
        self._progress.setVisible(busy)
        self._progress_text.setVisible(busy)
        if busy:
            self._notice.clear()
            announce(self._progress, self._progress_text.text())
        elif self.cancel_button.hasFocus():
            # It got there when the other one was disabled; Return must not close what is pasted.
            self.submit_button.setFocus()

    def forget(self) -> None:
        """Leave no cookie in a widget or its undo history."""
        self.paste_box.blockSignals(True)
        self.paste_box.forget()
        for row in self.rows:
            row.field.blockSignals(True)
            row.field.clear()

    def _place(self) -> None:
        column = self._column
        self._dialog.setLayout(column)
        column.addStrut(characters(self._dialog, 96))
        column.setSpacing(APART)
        column.addLayout(self._top())
        column.addWidget(self._help)
        column.addWidget(self.paste_box)
        column.addLayout(self._recognised())
        self._fields.setColumnStretch(1, 1)
        self._fields.setVerticalSpacing(TIGHT)
        self._fields.setHorizontalSpacing(NEAR)
        self._place_jobs()
        column.addLayout(self._fields)
        column.addWidget(self.forecast)
        column.addWidget(self.owner_bar)
        column.addWidget(self.doubt_bar)
        column.addWidget(self._notice)
        column.addStretch()
        column.addLayout(self._bottom())
        # Only inside the dialog can a button become its default.
        self.submit_button.setDefault(True)
        self.paste_box.setFocus()

    def _top(self) -> QHBoxLayout:
        self.help_button.setText(_("How do I copy them?"))
        self.help_button.setCheckable(True)
        self.help_button.setShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents))
        self.help_button.toggled.connect(self._show_help)
        self._help.hide()
        row = QHBoxLayout()
        row.addWidget(self._heading, stretch=1)
        row.addWidget(self.help_button, alignment=Qt.AlignmentFlag.AlignVCenter)
        return row

    def _show_help(self, shown: bool) -> None:
        """The dialog makes room for it by itself, and gives that back here."""
        room = self._help.height() + self._column.spacing()
        self._help.setVisible(shown)
        if not shown:
            self._column.activate()
            self._dialog.resize(self._dialog.width(), self._dialog.height() - room)

    def _recognised(self) -> QHBoxLayout:
        self.offer_button.setAutoDefault(False)
        self.offer_button.hide()
        row = QHBoxLayout()
        row.addWidget(self._recognition_mark, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._recognition, stretch=1)
        row.addWidget(self.offer_button, alignment=Qt.AlignmentFlag.AlignTop)
        return row

    def _place_jobs(self) -> None:
        self.max_jobs.setRange(MIN_MAX_JOBS, MAX_MAX_JOBS)
        self.max_jobs.setAccessibleName(_("Max jobs"))
        caption = QLabel(_("Max &jobs"))
        caption.setBuddy(self.max_jobs)
        hint = PlainLabel(
            _(
                "How many generations may run at once; past about {count} LTX Studio slows down. "
                "It can only be changed together with a cookie."
            ).format(count=SLOWER_PAST)
        )
        below = self._fields.rowCount()
        self._fields.addWidget(caption, below, 0)
        self._fields.addWidget(self.max_jobs, below, 1, Qt.AlignmentFlag.AlignLeft)
        self._fields.addWidget(hint, below + 1, 1)

    def _bottom(self) -> QHBoxLayout:
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self._progress_text.text())
        self._progress.setMaximumWidth(characters(self._progress, 20))
        self._progress_text.setWordWrap(False)
        buttons = QDialogButtonBox()
        buttons.addButton(self.submit_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        row = QHBoxLayout()
        row.addWidget(self._progress)
        row.addWidget(self._progress_text)
        row.addStretch()
        row.addWidget(buttons)
        return row
