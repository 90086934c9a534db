"""Removing accounts from the service, after a question."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox

from ltx_desktop.services.outcomes import Failure, RemovedFromService
from ltx_desktop.services.remove import RemoveAccount
from ltx_desktop.ui.loop.await_dialog import await_dialog
from ltx_desktop.ui.loop.dialogs import Dialogs
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.widgets.notice_bar import Action, Tone
from ltx_desktop.ui.widgets.plain_label import breakable
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.failures import failure_notice
from ltx_desktop.wording.notice import tone_word
from ltx_desktop.wording.outcomes import (
    all_removed_notice,
    removal_question,
    removal_stopped_notice,
)
from ltx_desktop.wording.translation import _


class Removing:
    def __init__(
        self,
        *,
        window: MainWindow,
        remove: RemoveAccount,
        dialogs: Dialogs,
        scope: TaskScope,
        way_out: Callable[[Failure], Action],
    ) -> None:
        self._window = window
        self._page = window.accounts
        self._status = window.statusBar()
        self._remove_account = remove
        self._dialogs = dialogs
        self._scope = scope
        self._way_out = way_out

    def remove(self, emails: Sequence[str]) -> None:
        if emails:
            self._dialogs.start(self._ask(emails))

    async def _ask(self, emails: Sequence[str]) -> None:
        if await self._is_confirmed(emails):
            # A task of its own: the next dialog must not end it.
            self._scope.start(f"remove {emails}", self._remove(emails))

    async def _is_confirmed(self, emails: Sequence[str]) -> bool:
        question = removal_question(emails)
        box = QMessageBox(self._window)
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

    async def _remove(self, emails: Sequence[str]) -> None:
        """One after the other; what stops one would stop the others too."""
        removed: list[RemovedFromService] = []
        for email in emails:
            self._status.showMessage(
                _("Removing {position} of {total}…").format(
                    position=len(removed) + 1, total=len(emails)
                )
                if len(emails) > 1
                else _("Removing…")
            )
            outcome = await self._remove_account(email)
            if isinstance(outcome, Failure):
                self._status.clearMessage()
                notice = (
                    removal_stopped_notice(len(removed), len(emails), outcome)
                    if removed
                    else failure_notice(outcome)
                )
                self._page.say(notice, Tone.ERROR, self._way_out(outcome))
                return
            removed.append(outcome)
        self._status.clearMessage()
        self._page.say(all_removed_notice(removed), Tone.OK)
