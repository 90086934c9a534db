"""What is done while nobody looks: reminders, refreshing, tray, start and new versions."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QLocale, QSize, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from ltx_desktop.domain.expiry import Thresholds
from ltx_desktop.domain.quiet_hours import QuietHours
from ltx_desktop.domain.settings import (
    DEFAULT_REFRESH_EVERY,
    MOST_DAYS,
    Settings,
    reminders_from_text,
    reminders_to_text,
)
from ltx_desktop.ui.style.metrics import NEAR
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.wording.settings import reminders_sentence, tray_sentence
from ltx_desktop.wording.translation import _

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_USUAL_QUIET = QuietHours.parse("22:00-07:00")


class WatchingTab(QWidget):
    """`changed` tells that `problem` may be another one."""

    changed = Signal()

    def __init__(self, settings: Settings, *, starts_at_login: bool, has_tray: bool) -> None:
        super().__init__()
        self._urgent, self._soon = QDoubleSpinBox(), QDoubleSpinBox()
        self._reminders = QLineEdit(reminders_to_text(settings.reminders))
        self._reminders_said = _Hint()
        self._quiet = QCheckBox(_("&Quiet from"))
        self._begin, self._end = QTimeEdit(), QTimeEdit()
        self._refresh = QCheckBox(_("Re&fresh every"))
        self._minutes = QSpinBox()
        self._to_tray = QCheckBox(_("&Keep running in the tray when the window is closed"))
        self._at_login = QCheckBox(_("&Start with the session"))
        self._at_login.setChecked(starts_at_login)
        self._updates = QCheckBox(_("&Look for new versions (only the version number is sent)"))
        self._updates.setChecked(bool(settings.look_for_updates))
        self._was_asked = settings.look_for_updates is not None
        self._tray_said = _Hint(tray_sentence(has_tray=has_tray))
        self._fill(settings)
        self._place()
        self._reminders.textChanged.connect(self._judge)
        self._quiet.toggled.connect(self._judge)
        for edit in (self._begin, self._end):
            edit.timeChanged.connect(self._judge)
        for box in (self._urgent, self._soon):
            box.valueChanged.connect(self._judge)
        self._refresh.toggled.connect(self._minutes.setEnabled)
        self._judge()

    @property
    def problem(self) -> str:
        """What keeps this from being saved; empty where nothing does."""
        try:
            reminders_from_text(self._reminders.text())
        except ValueError:
            return _("Reminders are numbers of days from 0 to 3650, with commas between them.")
        if self._urgent.value() > self._soon.value():
            return _("“Urgent” needs to be at most as many days as “Renew soon”.")
        if self._quiet.isChecked() and self._begin.time() == self._end.time():
            return _("Quiet hours need a beginning and an end that differ.")
        return ""

    @property
    def starts_at_login(self) -> bool:
        return self._at_login.isChecked()

    def applied_to(self, settings: Settings) -> Settings:
        """The settings with what was chosen here; only without a `problem`."""
        return replace(
            settings,
            thresholds=Thresholds(self._urgent.value() * _DAY, self._soon.value() * _DAY),
            reminders=reminders_from_text(self._reminders.text()),
            quiet_hours=self._quiet_hours(),
            refresh_every=self._minutes.value() * _MINUTE if self._refresh.isChecked() else None,
            close_to_tray=self._to_tray.isChecked(),
            look_for_updates=self._updates.isChecked() or (False if self._was_asked else None),
        )

    def _quiet_hours(self) -> QuietHours | None:
        if not self._quiet.isChecked():
            return None
        text = [one.time().toString("HH:mm") for one in (self._begin, self._end)]
        return QuietHours.parse("-".join(text))

    def _judge(self) -> None:
        for edit in (self._begin, self._end):
            edit.setEnabled(self._quiet.isChecked())
        if not self.problem:
            chosen = reminders_from_text(self._reminders.text())
            self._reminders_said.setText(reminders_sentence(chosen))
        self.changed.emit()

    def _fill(self, settings: Settings) -> None:
        for box, span in (
            (self._urgent, settings.thresholds.urgent),
            (self._soon, settings.thresholds.renew_soon),
        ):
            box.setRange(0, MOST_DAYS)
            box.setDecimals(0 if span % _DAY == timedelta(0) else 2)
            box.setValue(span / _DAY)
        quiet = settings.quiet_hours or _USUAL_QUIET
        self._quiet.setChecked(settings.quiet_hours is not None)
        for edit, moment in ((self._begin, quiet.begin), (self._end, quiet.end)):
            # A time is read from left to right everywhere, and Qt turns its sections round.
            edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            edit.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
            edit.setTime(QTime(moment.hour, moment.minute))
        every = settings.refresh_every or DEFAULT_REFRESH_EVERY
        self._refresh.setChecked(settings.refresh_every is not None)
        self._minutes.setRange(1, 1440)
        self._minutes.setValue(round(every / _MINUTE))
        self._minutes.setEnabled(self._refresh.isChecked())
        self._to_tray.setChecked(settings.close_to_tray)

    def _place(self) -> None:
        self._urgent.setAccessibleName(_("Days before the end that are urgent"))
        self._soon.setAccessibleName(_("Days before the end to renew soon in"))
        self._reminders.setAccessibleName(_("Days before a deadline to remind at"))
        self._begin.setAccessibleName(_("Quiet from"))
        self._end.setAccessibleName(_("Quiet until"))
        self._minutes.setAccessibleName(_("Minutes between refreshes"))
        self._minutes.setSuffix(_(" min"))
        form = QFormLayout(self)
        form.setSpacing(NEAR)
        for box, name in ((self._soon, _("Re&new soon")), (self._urgent, _("&Urgent"))):
            label = QLabel(name)
            label.setBuddy(box)
            form.addRow(label, _row(box, QLabel(_("days before the end"))))
        form.addRow(_("&Remind days before"), self._reminders)
        form.addRow("", self._reminders_said)
        form.addRow("", _row(self._quiet, self._begin, QLabel(_("until")), self._end))
        form.addRow("", _row(self._refresh, self._minutes))
        form.addRow("", self._to_tray)
        if self._tray_said.text():
            form.addRow("", self._tray_said)
        form.addRow("", self._at_login)
        form.addRow("", self._updates)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row


class _Hint(PlainLabel):
    """A sentence below what it is about, as high as its lines are."""

    def sizeHint(self) -> QSize:
        """Qt would guess a narrow one, and a form keeps the height of that."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())
