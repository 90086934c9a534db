"""Help > About: what the app is, and the versions of all that is at work, to be copied."""

from PySide6.QtCore import QSize, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ltx_desktop import __version__
from ltx_desktop.services.versions import Versions
from ltx_desktop.ui.help.report_text import CopyButton, ReportText
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import APART, HEADING, NEAR
from ltx_desktop.ui.widgets.growing_dialog import GrowingDialog
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.wording.about import about_sentences, name_and_version, versions_text
from ltx_desktop.wording.translation import _


class AboutDialog(GrowingDialog):
    licences_requested = Signal()

    def __init__(self, versions: Versions, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        qt = ("Qt", f"{qVersion()} ({QGuiApplication.platformName()})")
        text = versions_text([qt, *versions])
        self.setWindowTitle(_("About LTX Accounts"))
        self.setMinimumSize(600, 450)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        action = QDialogButtonBox.ButtonRole.ActionRole
        buttons.addButton(CopyButton(f"{name_and_version(__version__)}\n{text}"), action)
        buttons.addButton(_("&Licences…"), action).clicked.connect(self.licences_requested)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(APART)
        column.addLayout(_introduction(icons))
        column.addWidget(ReportText(text, _("Versions")), stretch=1)
        column.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)


def _introduction(icons: Icons) -> QHBoxLayout:
    picture = QLabel()
    picture.setAccessibleName(_("LTX Accounts"))
    picture.setPixmap(icons.application().pixmap(QSize(64, 64), picture.devicePixelRatio()))
    words = QVBoxLayout()
    words.setSpacing(NEAR)
    words.addWidget(PlainLabel(name_and_version(__version__), larger=HEADING))
    for sentence in about_sentences():
        words.addWidget(PlainLabel(sentence))
    row = QHBoxLayout()
    row.setSpacing(APART)
    row.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, stretch=1)
    return row
