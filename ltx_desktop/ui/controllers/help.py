"""Help, log, licences and what went wrong, each in a dialog of its own."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ltx_desktop.services.log import ReadLog
from ltx_desktop.services.places import Places
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.ui.loop.await_dialog import await_dialog
from ltx_desktop.ui.loop.dialogs import Dialogs
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.crash import crash_explanation, log_explanation, log_is_empty
from ltx_desktop.wording.translation import _

if TYPE_CHECKING:
    from ltx_desktop.ui.help.help_window import HelpWindow
    from ltx_desktop.ui.help.report_dialog import ReportDialog


class Help:
    def __init__(
        self,
        *,
        window: MainWindow,
        preferences: Preferences,
        places: Places,
        read_log: ReadLog,
        dialogs: Dialogs,
        scope: TaskScope,
        icons: Icons,
    ) -> None:
        self._window = window
        self._preferences = preferences
        self._places = places
        self._read_log = read_log
        self._dialogs = dialogs
        self._scope = scope
        self._icons = icons
        self._help: HelpWindow | None = None

    def open_crash(self, report: str) -> None:
        """Beside whatever other dialog there is."""
        dialog = self._report(_("Something went wrong"), crash_explanation(), report)
        self._scope.start("crash", await_dialog(dialog))

    def open_log(self) -> None:
        """Show what was logged, for a report."""
        self._dialogs.start(self._show_log())

    def open_help(self, keys: Iterable[tuple[str, str]], *, at_keys: bool = False) -> None:
        """Beside whatever else there is; once. `keys` are what the window can do by them."""
        if self._help is None:
            self._scope.start("help", self._show_help(keys, at_keys=at_keys))
        else:
            self._help.raise_()
            self._help.activateWindow()
            if at_keys:
                self._help.show_last()

    def open_about(self) -> None:
        self._dialogs.start(self._show_about())

    async def _show_log(self) -> None:
        text = await self._read_log()
        explanation = log_explanation(self._read_log.path.parent) if text else log_is_empty()
        dialog = self._report(_("Log"), explanation, text)
        dialog.show_end()
        await await_dialog(dialog)

    async def _show_help(self, keys: Iterable[tuple[str, str]], *, at_keys: bool) -> None:
        from ltx_desktop.ui.edit.help_panel import paste_keys
        from ltx_desktop.ui.help.help_window import HelpWindow
        from ltx_desktop.wording.help import help_topics

        topics = help_topics(self._preferences.settings, self._places, keys, paste_keys())
        self._help = HelpWindow(topics, self._icons)
        if at_keys:
            self._help.show_last()
        try:
            await await_dialog(self._help, beside=True)
        finally:
            self._help = None

    async def _show_about(self) -> None:
        from ltx_desktop.services.versions import read_versions
        from ltx_desktop.ui.help.about_dialog import AboutDialog

        dialog = AboutDialog(await read_versions(), self._icons, self._window)
        dialog.licences_requested.connect(self._open_licences)
        await await_dialog(dialog)

    def _open_licences(self) -> None:
        from ltx_desktop.wording.about import notices_are_missing, notices_explanation

        text = self._places.read_notices()
        explanation = notices_explanation() if text else notices_are_missing()
        dialog = self._report(_("Licences"), explanation, text)
        self._scope.start("licences", await_dialog(dialog))

    def _report(self, title: str, what: str, report: str) -> "ReportDialog":
        from ltx_desktop.ui.help.report_dialog import ReportDialog

        return ReportDialog(title, what, report, self._window)
