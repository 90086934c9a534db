"""The API token and the service's address, with a test before they are saved."""

from collections.abc import Callable, Coroutine

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ltx_desktop.domain.base_url import DEFAULT_BASE_URL, BaseUrl, BaseUrlError
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.token import clean_token
from ltx_desktop.services.outcomes import ConnectionWorks, TestOutcome
from ltx_desktop.ui.growing_dialog import GrowingDialog
from ltx_desktop.ui.icons import Icons
from ltx_desktop.ui.secret_field import SecretField
from ltx_desktop.ui.tasks import TaskScope
from ltx_desktop.wording.connection import base_url_sentence, works_notice
from ltx_desktop.wording.failures import failure_notice
from ltx_desktop.wording.translation import _

Test = Callable[[Secret | None, BaseUrl], Coroutine[object, object, TestOutcome]]

_TASK = "test connection"


class SettingsDialog(GrowingDialog):
    """After it was accepted, `token` (None: unchanged) and `base_url` are what to use."""

    def __init__(
        self,
        test: Test,
        scope: TaskScope,
        icons: Icons,
        base_url: BaseUrl,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.base_url = base_url
        self._test = test
        self._scope = scope
        self._token = SecretField(icons, _("API token"))
        self._address = QLineEdit(base_url.text)
        self._test_button = QPushButton(_("&Test"))
        self._result = QLabel()
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._place()
        self._token.text_changed.connect(self._judge)
        self._address.textChanged.connect(self._judge)
        self._test_button.clicked.connect(self._begin_test)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    @property
    def token(self) -> Secret | None:
        text = clean_token(self._token.text())
        return Secret(text) if text else None

    def done(self, result: int) -> None:
        self._scope.cancel(_TASK)
        super().done(result)

    def focus_token(self) -> None:
        self._token.focus()

    def _judge(self) -> None:
        """What is tried at the moment is not what stands here any more."""
        self._scope.cancel(_TASK)
        try:
            self.base_url = BaseUrl.parse(self._address.text())
        except BaseUrlError as error:
            self._result.setText(base_url_sentence(error.fault))
            self._allow(False)
            return
        odd = bool(self._token.text().strip()) and self.token is None
        self._result.setText(
            _("The token contains characters that no API token has.") if odd else ""
        )
        self._allow(not odd)

    def _allow(self, allowed: bool) -> None:
        self._test_button.setEnabled(allowed)
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(allowed)

    def _begin_test(self) -> None:
        self._result.setText(_("Trying the token…"))
        self._test_button.setEnabled(False)
        self._scope.start(_TASK, self._run_test(self.token, self.base_url))

    async def _run_test(self, token: Secret | None, base_url: BaseUrl) -> None:
        try:
            outcome = await self._test(token, base_url)
        except Exception:
            # A bug, reported by the scope.
            self._judge()
            raise
        notice = (
            works_notice(outcome)
            if isinstance(outcome, ConnectionWorks)
            else failure_notice(outcome)
        )
        self._result.setText(str(notice))
        self._test_button.setEnabled(True)

    def _place(self) -> None:
        self.setWindowTitle(_("Settings"))
        self.setMinimumWidth(520)
        self._token.setPlaceholderText(_("Leave empty to keep the token in use"))
        self._address.setPlaceholderText(DEFAULT_BASE_URL)
        self._address.setAccessibleName(_("Address of the service"))
        self._result.setTextFormat(Qt.TextFormat.PlainText)
        self._result.setWordWrap(True)
        self._result.setMinimumHeight(self.fontMetrics().lineSpacing() * 3)
        self._result.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._buttons.addButton(self._test_button, QDialogButtonBox.ButtonRole.ActionRole)
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(_("API &token"), self._token)
        form.addRow(_("&Address"), self._address)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self._result)
        column.addWidget(self._buttons)
