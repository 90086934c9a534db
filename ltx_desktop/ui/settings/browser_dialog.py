"""Which command opens the browser for an account: its own profile, say."""

import sys

from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from ltx_desktop.ui.style.metrics import APART, characters
from ltx_desktop.ui.widgets.growing_dialog import GrowingDialog
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.wording.plain import plain
from ltx_desktop.wording.translation import _

_LONGEST = 4096


_EXAMPLES = {
    "win32": r'"C:\Program Files\Mozilla Firefox\firefox.exe" -P studio',
    "darwin": "open -na Firefox --args -P studio",
}
"""For systems that find no browser by its bare name."""


def example_command(platform: str) -> str:
    """A command that opens a browser profile of its own on this `sys.platform`."""
    return _EXAMPLES.get(platform, "firefox -P studio")


class BrowserDialog(GrowingDialog):
    """`command` is what was entered; empty means the system's browser."""

    def __init__(self, email: str, command: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._command = QLineEdit(command)
        self._place(email)

    @property
    def command(self) -> str:
        return self._command.text().strip()

    def _place(self, email: str) -> None:
        self.setWindowTitle(_("Browser for renewals"))
        asked = PlainLabel(
            _(
                "The command that opens LTX Studio for {email}; the address comes after it. "
                "Empty: the system's browser."
            ).format(email=plain(email))
        )
        self._command.setMaxLength(_LONGEST)
        self._command.setPlaceholderText(example_command(sys.platform))
        self._command.setAccessibleName(_("Browser command"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addStrut(characters(self, 80))
        column.setSpacing(APART)
        column.addWidget(asked)
        column.addWidget(self._command)
        column.addWidget(buttons)
