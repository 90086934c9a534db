"""The dialogs of the window, each asked as a question and awaited."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QMessageBox, QWidget

from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.services.use_cases import UseCases
from ltx_desktop.ui.loop.await_dialog import await_dialog
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.widgets.plain_label import breakable
from ltx_desktop.wording.crash import crash_explanation, log_explanation, log_is_empty
from ltx_desktop.wording.notice import tone_word
from ltx_desktop.wording.outcomes import removal_question
from ltx_desktop.wording.translation import _

if TYPE_CHECKING:
    from ltx_desktop.ui.edit.edit_dialog import EditDialog
    from ltx_desktop.ui.edit.paste_reading import Pasted
    from ltx_desktop.ui.help.help_window import HelpWindow
    from ltx_desktop.ui.help.report_dialog import ReportDialog
    from ltx_desktop.ui.settings.settings_dialog import Chosen

DIALOG_TASK = "dialog"
"""The name of the task that waits for a dialog: there is one at a time."""


class Dialogs:
    def __init__(
        self,
        use_cases: UseCases,
        scope: TaskScope,
        now: Callable[[], datetime],
        icons: Icons,
        parent: QWidget,
    ) -> None:
        self._use_cases = use_cases
        self._scope = scope
        self._now = now
        self._icons = icons
        self._parent = parent
        self._help: HelpWindow | None = None

    @property
    def is_open(self) -> bool:
        return self._scope.is_running(DIALOG_TASK)

    async def edit(
        self, record: AccountRecord | None, pasted: "Pasted | None" = None
    ) -> "EditDialog":
        """Let the user add an account, or renew `record`; the finished dialog tells how it went.

        `pasted` is what to begin with.
        """
        dialog = self.make_edit(record)
        if pasted:
            dialog.paste(pasted)
        await await_dialog(dialog)
        return dialog

    def make_edit(self, record: AccountRecord | None) -> "EditDialog":
        """The dialog of `edit`, not yet open."""
        from ltx_desktop.ui.edit.edit_dialog import EditDialog  # the window shows first

        return EditDialog(
            self._use_cases.submit,
            self._use_cases.draft,
            self._use_cases.read_paste,
            self._scope,
            self._now,
            self._icons,
            record,
            self._parent,
        )

    def open_crash(self, report: str) -> None:
        """Beside whatever other dialog there is."""
        dialog = self._report(_("Something went wrong"), crash_explanation(), report)
        self._scope.start("crash", await_dialog(dialog))

    def _report(self, title: str, what: str, report: str) -> "ReportDialog":
        from ltx_desktop.ui.help.report_dialog import ReportDialog

        return ReportDialog(title, what, report, self._parent)

    def open_log(self) -> None:
        """Show what was logged, for a report."""
        self._scope.start(DIALOG_TASK, self._show_log())

    async def _show_log(self) -> None:
        read_log = self._use_cases.read_log
        text = await read_log()
        explanation = log_explanation(read_log.path.parent) if text else log_is_empty()
        dialog = self._report(_("Log"), explanation, text)
        dialog.show_end()
        await await_dialog(dialog)

    def open_help(self, keys: Iterable[tuple[str, str]]) -> None:
        """Beside whatever else there is; once. `keys` are what the window can do by them."""
        if self._help is None:
            self._scope.start("help", self._show_help(keys))
        else:
            self._help.raise_()
            self._help.activateWindow()

    async def _show_help(self, keys: Iterable[tuple[str, str]]) -> None:
        from ltx_desktop.ui.edit.help_panel import paste_keys
        from ltx_desktop.ui.help.help_window import HelpWindow
        from ltx_desktop.wording.help import help_topics

        settings = self._use_cases.preferences.settings
        topics = help_topics(settings, self._use_cases.places, keys, paste_keys())
        self._help = HelpWindow(topics, self._icons)
        try:
            await await_dialog(self._help, beside=True)
        finally:
            self._help = None

    def open_about(self) -> None:
        self._scope.start(DIALOG_TASK, self._show_about())

    async def _show_about(self) -> None:
        from ltx_desktop.services.versions import read_versions
        from ltx_desktop.ui.help.about_dialog import AboutDialog

        dialog = AboutDialog(await read_versions(), self._icons, self._parent)
        dialog.licences_requested.connect(self._open_licences)
        await await_dialog(dialog)

    def _open_licences(self) -> None:
        from ltx_desktop.wording.about import (
            notices_are_missing,
            notices_explanation,
        )

        text = self._use_cases.places.read_notices()
        explanation = notices_explanation() if text else notices_are_missing()
        dialog = self._report(_("Licences"), explanation, text)
        self._scope.start("licences", await_dialog(dialog))

    async def confirm_removal(self, emails: Sequence[str]) -> bool:
        question = removal_question(emails)
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(_("Remove accounts"))
        box.setText(breakable(question.headline))
        box.setInformativeText(breakable(question.detail))
        for icon in box.findChildren(QLabel, "qt_msgboxex_icon_label"):
            icon.setAccessibleName(tone_word("warning"))
        remove = box.addButton(_("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        await await_dialog(box)
        return box.clickedButton() is remove

    async def ask_where_to_save(
        self, title: str, name: str, kinds: Mapping[str, str]
    ) -> Path | None:
        """`kinds` are filters and the ending that goes with each; None when cancelled."""
        dialog = QFileDialog(self._parent, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters([*kinds])
        dialog.selectFile(name)

        def follow(chosen: str) -> None:
            dialog.setDefaultSuffix(kinds[chosen].removeprefix("."))

        dialog.filterSelected.connect(follow)
        follow(next(iter(kinds)))
        if await await_dialog(dialog) != QDialog.DialogCode.Accepted:
            return None
        return Path(dialog.selectedFiles()[0])

    async def ask_browser(self, email: str, command: str) -> str | None:
        """The command that opens a page for an account, "" for none; None when cancelled."""
        from ltx_desktop.ui.settings.browser_dialog import BrowserDialog

        dialog = BrowserDialog(email, command, self._parent)
        if await await_dialog(dialog) != QDialog.DialogCode.Accepted:
            return None
        return dialog.command

    async def edit_settings(self, *, has_tray: bool) -> "Chosen | None":
        """What the user wants; None when cancelled."""
        from ltx_desktop.ui.settings.settings_dialog import SettingsDialog
        from ltx_desktop.ui.settings.watching_tab import WatchingTab

        settings = self._use_cases.preferences.settings
        dialog = SettingsDialog(
            self._use_cases.connection.test,
            self._scope,
            self._icons,
            settings,
            self._use_cases.connection.token_origin,
            WatchingTab(
                settings,
                starts_at_login=self._use_cases.start_at_login.is_on(),
                has_tray=has_tray,
            ),
            self._parent,
        )
        if await await_dialog(dialog) != QDialog.DialogCode.Accepted:
            return None
        return dialog.chosen
