"""How the edit dialog looks: its widgets and their places."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
)

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.cookies import COOKIE_NAMES
from ltx_desktop.domain.max_jobs import (
    DEFAULT_MAX_JOBS,
    MAX_MAX_JOBS,
    MIN_MAX_JOBS,
    SLOWER_PAST,
)
from ltx_desktop.ui.edit.field_row import FieldRow
from ltx_desktop.ui.edit.paste_box import PasteBox
from ltx_desktop.ui.icons import Icons
from ltx_desktop.ui.notice_bar import NoticeBar, Tone
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _


class EditForm:
    """The parts of the dialog that its behaviour needs to know."""

    def __init__(self, dialog: QDialog, icons: Icons, renewing: AccountRecord | None) -> None:
        self.paste_box = PasteBox()
        self.recognition = _label()
        self.forecast = _label()
        self.max_jobs = QSpinBox()
        self.submit_button = QPushButton(_("&Add account") if renewing is None else _("&Renew"))
        self.cancel_button = QPushButton(_("Cancel"))
        self._notice = NoticeBar(icons)
        self._progress = QProgressBar()
        self._progress_text = _label(_("Sending to the service…"))
        self._fields = QGridLayout()
        self.rows = [
            FieldRow(name, icons, self._fields, row) for row, name in enumerate(COOKIE_NAMES)
        ]
        self._place(dialog, renewing)
        self.set_busy(False)

    def say(self, notice: Notice) -> None:
        self._notice.show_notice(notice, Tone.ERROR)

    def clear_notice(self) -> None:
        self._notice.clear()

    def set_busy(self, busy: bool) -> None:
        """While a request is under way nothing can be changed; Cancel stops it."""
        self.paste_box.setReadOnly(busy)
        for row in self.rows:
            row.field.set_read_only(busy)
        self.max_jobs.setEnabled(not busy)
        self.submit_button.setEnabled(not busy)
        self.cancel_button.setText(_("Stop") if busy else _("Cancel"))
        self._progress.setVisible(busy)
        self._progress_text.setVisible(busy)
        if busy:
            self._notice.clear()

    def forget(self) -> None:
        """Leave no cookie in a widget or its undo history."""
        self.paste_box.blockSignals(True)
        self.paste_box.clear()
        self.paste_box.document().clearUndoRedoStacks()
        for row in self.rows:
            row.field.blockSignals(True)
            row.field.clear()

    def _place(self, dialog: QDialog, renewing: AccountRecord | None) -> None:
        dialog.setWindowTitle(_("Add an account") if renewing is None else _("Renew an account"))
        dialog.setMinimumWidth(560)
        column = QVBoxLayout(dialog)
        column.setSpacing(10)
        column.addWidget(_heading(renewing))
        column.addWidget(
            _label(
                _(
                    "Log out of app.ltx.studio in the browser, log in again, open the developer "
                    "tools, and copy the Cookie header of the “me” request."
                )
            )
        )
        column.addWidget(self.paste_box)
        column.addWidget(self.recognition)
        self._fields.setColumnStretch(1, 1)
        self._fields.setVerticalSpacing(2)
        self._fields.setHorizontalSpacing(10)
        self._place_jobs(renewing)
        column.addLayout(self._fields)
        column.addWidget(self.forecast)
        column.addWidget(self._notice)
        column.addStretch()
        column.addLayout(self._bottom())
        # Only inside the dialog can a button become its default.
        self.submit_button.setDefault(True)
        self.paste_box.setFocus()

    def _place_jobs(self, renewing: AccountRecord | None) -> None:
        self.max_jobs.setRange(MIN_MAX_JOBS, MAX_MAX_JOBS)
        known = renewing.account.max_jobs if renewing else None
        self.max_jobs.setValue(known or DEFAULT_MAX_JOBS)
        self.max_jobs.setAccessibleName(_("Max jobs"))
        caption = QLabel(_("Max &jobs"))
        caption.setBuddy(self.max_jobs)
        hint = _label(
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
        self._progress.setMaximumWidth(120)
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


def _heading(renewing: AccountRecord | None) -> QLabel:
    text = (
        _("Add an account")
        if renewing is None
        else _("Renew {email}").format(email=plain(renewing.email))
    )
    label = _label(text)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * 1.3)
    font.setBold(True)
    label.setFont(font)
    return label


def _label(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
