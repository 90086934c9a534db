"""What an account is called, and a note about it."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ltx_desktop.domain.account import AccountRecord, Label
from ltx_desktop.domain.label import LabelFault
from ltx_desktop.services.labels import Labelled
from ltx_desktop.ui.style.metrics import APART, characters
from ltx_desktop.ui.widgets.announce import announce
from ltx_desktop.ui.widgets.growing_dialog import GrowingDialog
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.wording.labels import label_fault_sentence
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _

Save = Callable[[str, str, str], Labelled | LabelFault]
"""Takes an email, a name and a note."""


class LabelDialog(GrowingDialog):
    """Stays open until both can be kept; `outcome` is what became of them then."""

    def __init__(self, record: AccountRecord, save: Save, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outcome: Labelled | None = None
        self._email = record.email
        self._save = save
        self._name = QLineEdit()
        self._note = QPlainTextEdit()
        self._fault = PlainLabel()
        self._place(record.label)

    def accept(self) -> None:
        done = self._save(self._email, self._name.text(), self._note.toPlainText())
        if isinstance(done, LabelFault):
            sentence = label_fault_sentence(done)
            self._fault.setText(sentence)
            self._fault.show()
            announce(self._fault, sentence)
            return
        self.outcome = done
        super().accept()

    def _place(self, label: Label) -> None:
        self.setWindowTitle(_("Name and note"))
        self._name.setText(label.name)
        self._name.setAccessibleName(_("Name"))
        self._note.setPlainText(label.note)
        self._note.setAccessibleName(_("Note"))
        self._note.setTabChangesFocus(True)
        self._fault.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(_("&Name"), self._name)
        form.addRow(_("N&ote"), self._note)
        column = QVBoxLayout(self)
        column.addStrut(characters(self, 60))
        column.setSpacing(APART)
        column.addWidget(PlainLabel(plain(self._email)))
        column.addLayout(form)
        column.addWidget(PlainLabel(_("Both stay on this computer and are not encrypted.")))
        column.addWidget(self._fault)
        column.addWidget(buttons)
