"""The settings: token and address, with a test before they are saved; watching; the theme."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ltx_desktop.domain.base_url import DEFAULT_BASE_URL, BaseUrl, BaseUrlError
from ltx_desktop.domain.secret import Secret
from ltx_desktop.domain.settings import Settings
from ltx_desktop.domain.token import clean_token
from ltx_desktop.services.outcomes import ConnectionWorks, TestOutcome, TokenElsewhere
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.settings.appearance_tab import AppearanceTab
from ltx_desktop.ui.settings.watching_tab import WatchingTab
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.metrics import APART, NEAR, characters
from ltx_desktop.ui.widgets.announce import announce
from ltx_desktop.ui.widgets.growing_dialog import GrowingDialog
from ltx_desktop.ui.widgets.plain_label import PlainLabel
from ltx_desktop.ui.widgets.secret_field import SecretField
from ltx_desktop.wording.connection import base_url_sentence, works_notice
from ltx_desktop.wording.failures import failure_notice
from ltx_desktop.wording.translation import _

Test = Callable[[Secret | None, BaseUrl], Coroutine[object, object, TestOutcome]]

_TASK = "test connection"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the user wants; `token` None: the one in use."""

    token: Secret | None
    settings: Settings
    starts_at_login: bool


class SettingsDialog(GrowingDialog):
    """After it was accepted, `chosen` is what to use; it has an address.

    `token_origin` is the only one that may be used without entering a token, None: any.
    """

    def __init__(
        self,
        *,
        test: Test,
        scope: TaskScope,
        icons: Icons,
        settings: Settings,
        token_origin: str | None,
        watching: WatchingTab,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._base_url = settings.base_url
        self._token_origin = token_origin
        self._watching = watching
        self._appearance = AppearanceTab(settings)
        self._test = test
        self._scope = scope
        self._token = SecretField(icons, _("API token"))
        self._address = QLineEdit(settings.base_url.text if settings.base_url else "")
        self._test_button = QPushButton(_("T&est the connection"))
        self._result = PlainLabel()
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._place()
        self._token.text_changed.connect(self._judge)
        self._address.textChanged.connect(self._judge)
        watching.changed.connect(self._judge)
        self._test_button.clicked.connect(self._begin_test)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        if self._base_url is None:
            self._judge()
            self._address.setFocus()

    @property
    def chosen(self) -> Chosen:
        settings = self._appearance.applied_to(self._watching.applied_to(self._settings))
        settings = replace(settings, base_url=self._base_url)
        return Chosen(self._given_token(), settings, self._watching.starts_at_login)

    def done(self, result: int) -> None:
        self._scope.cancel(_TASK)
        super().done(result)

    def _judge(self) -> None:
        """What is tried at the moment is not what stands here any more."""
        self._scope.cancel(_TASK)
        problem = self._problem_of_connection()
        self._test_button.setEnabled(not problem)
        problem = problem or self._watching.problem
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(not problem)
        self._say(problem)

    def _problem_of_connection(self) -> str:
        try:
            self._base_url = wanted = BaseUrl.parse(self._address.text())
        except BaseUrlError as error:
            return base_url_sentence(error.fault)
        if self._token.text().strip() and self._given_token() is None:
            return _("The token contains characters that no API token has.")
        saved_for, in_force = self._token_origin, self._settings.base_url
        # An address that stays in force does not keep other settings from being saved.
        if (
            saved_for
            and wanted.origin not in {saved_for, in_force and in_force.origin}
            and not self._given_token()
        ):
            return str(failure_notice(TokenElsewhere(saved_for, wanted.origin)))
        return ""

    def _say(self, text: str) -> None:
        if text != self._result.text():
            self._result.setText(text)
            announce(self._result, text)

    def _given_token(self) -> Secret | None:
        text = clean_token(self._token.text())
        return Secret(text) if text else None

    def _begin_test(self) -> None:
        if self._base_url is None:
            return
        self._say(_("Trying the token…"))
        self._test_button.setEnabled(False)
        self._scope.start(_TASK, self._run_test(self._given_token(), self._base_url))

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
        self._say(str(notice))
        self._test_button.setEnabled(True)

    def _place(self) -> None:
        self.setWindowTitle(_("Settings"))
        self._token.setPlaceholderText(_("Leave empty to keep the token in use"))
        self._address.setPlaceholderText(DEFAULT_BASE_URL)
        self._address.setAccessibleName(_("Address of the service"))
        self._result.setMinimumHeight(self.fontMetrics().lineSpacing() * 3)
        self._result.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._buttons.addButton(self._test_button, QDialogButtonBox.ButtonRole.ActionRole)
        connection = QWidget()
        form = QFormLayout(connection)
        form.setSpacing(NEAR)
        form.addRow(_("API &token"), self._token)
        form.addRow(_("&Address"), self._address)
        column = QVBoxLayout(self)
        column.addStrut(characters(self, 88))
        column.setSpacing(APART)
        tabs = QTabWidget()
        tabs.setAccessibleName(self.windowTitle())
        tabs.addTab(connection, _("&Connection"))
        tabs.addTab(self._watching, _("&Watching"))
        tabs.addTab(self._appearance, _("A&ppearance"))
        column.addWidget(tabs)
        column.addWidget(self._result)
        column.addWidget(self._buttons)
