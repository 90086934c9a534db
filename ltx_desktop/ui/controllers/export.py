"""Taking accounts out of the window: to the clipboard, or into a file."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog

from ltx_desktop.domain.urgency import Judged
from ltx_desktop.services.calendar import CalendarSaved, ExportCalendar
from ltx_desktop.services.connection import Connection
from ltx_desktop.services.export import export
from ltx_desktop.services.outcomes import NoAddress
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.ui.loop.await_dialog import await_dialog
from ltx_desktop.ui.loop.dialogs import Dialogs
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.widgets.announce import announce
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.ui.window.actions import Actions
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.api_call import Language, api_call
from ltx_desktop.wording.calendar import calendar_notice
from ltx_desktop.wording.exports import exported_notice, not_exported_notice, picture_notice
from ltx_desktop.wording.failures import failure_notice
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.table_text import as_csv, as_json, as_lines
from ltx_desktop.wording.translation import _, ngettext

_SAID_FOR = 4000
"""Milliseconds."""

Write = Callable[[Sequence[Judged], datetime], str]


class Copying:
    """What is copied are the selected accounts; what is exported, all that are shown."""

    def __init__(
        self,
        *,
        window: MainWindow,
        connection: Connection,
        preferences: Preferences,
        export_calendar: ExportCalendar,
        dialogs: Dialogs,
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        self._window = window
        self._page = window.accounts
        self._status = window.statusBar()
        self._connection = connection
        self._preferences = preferences
        self._write_calendar = export_calendar
        self._dialogs = dialogs
        self._scope = scope
        self._now = now
        self._exporting = asyncio.Lock()
        self._numbers = count()

    def connect_to(self, actions: Actions) -> None:
        actions.connect(
            {
                actions.copy_text: partial(self._copy, as_lines),
                actions.copy_csv: partial(self._copy, as_csv),
                actions.copy_json: partial(self._copy, as_json),
                actions.export_table: self._begin_export(self._export_table),
                actions.export_calendar: self._begin_export(self._export_calendar),
                actions.export_timeline: self._begin_export(self._export_timeline),
                **{
                    action: partial(self._copy_call, language)
                    for language, action in actions.copy_calls.items()
                },
            }
        )

    def _begin_export(
        self, ask: Callable[[], Coroutine[object, object, None]]
    ) -> Callable[[], None]:
        return lambda: self._dialogs.start(ask())

    def _copy_call(self, language: Language) -> None:
        base_url = self._connection.base_url
        if base_url is None:
            self._say(str(failure_notice(NoAddress())))
            return
        self._copy(
            lambda rows, _now: "\n".join(api_call(language, base_url, row.email) for row in rows)
        )

    def _copy(self, write: Write) -> None:
        rows = self._page.table.selected_rows()
        if not rows:
            return
        QGuiApplication.clipboard().setText(write(rows, self._now()))
        said = ngettext("Copied {count} account.", "Copied {count} accounts.", len(rows)).format(
            count=len(rows)
        )
        self._say(said)

    def _say(self, said: str) -> None:
        self._status.showMessage(said, _SAID_FOR)
        announce(self._status, said)

    async def _export_table(self) -> None:
        kinds = {_("CSV table (*.csv)"): ".csv", _("JSON (*.json)"): ".json"}
        path = await self._ask_where_to_save(_("Export accounts"), "ltx-accounts.csv", kinds)
        if path is None:
            return
        write: Write = as_json if path.suffix.lower() == ".json" else as_csv
        rows = self._page.model.rows()
        # Spreadsheets take a CSV file for UTF-8 only with this mark.
        mark, now = "" if write is as_json else "\ufeff", self._now()

        def make() -> bytes:
            return (mark + write(rows, now)).encode("utf-8", "replace")

        self._in_turn(lambda: self._save(path, make, exported_notice(path)))

    async def _export_calendar(self) -> None:
        kinds = {_("Calendar (*.ics)"): ".ics"}
        path = await self._ask_where_to_save(_("Export calendar"), "ltx-accounts.ics", kinds)
        if path is None:
            return
        alarms = self._preferences.settings.reminders
        outcome = await self._write_calendar(path, alarms)
        tone = Tone.OK if isinstance(outcome, CalendarSaved) else Tone.WARNING
        self._page.say(calendar_notice(outcome), tone)

    async def _export_timeline(self) -> None:
        kinds = {_("PNG picture (*.png)"): ".png", _("SVG drawing (*.svg)"): ".svg"}
        path = await self._ask_where_to_save(
            _("Export timeline"), "ltx-accounts-timeline.png", kinds
        )
        if path is None:
            return
        self._in_turn(lambda: self._save_timeline(path))

    async def _save_timeline(self, path: Path) -> None:
        from ltx_desktop.ui.timeline import export as pictures  # rarely wanted
        from ltx_desktop.ui.timeline.content import Bars
        from ltx_desktop.ui.timeline.look import TimelineLook

        page = self._page
        content = replace(page.axis.content, bars=Bars(page.model.rows(), page.axis.content.now))
        shown_with = page.table.painter.look
        look = TimelineLook(shown_with.icons, shown_with.palette, shown_with.font)
        scale = page.axis.scale(0.0, 1.0)
        self._status.showMessage(_("Drawing the timeline…"))
        try:
            draw = pictures.draw_svg if path.suffix.lower() == ".svg" else pictures.draw_png
            encode = await draw(content, look, scale)
            shown = pictures.rows_in_picture(content, look)
            await self._save(path, encode, picture_notice(path, shown, len(content.bars)))
        finally:
            self._status.clearMessage()

    async def _save(self, path: Path, make: Callable[[], bytes], saved: Notice) -> None:
        reason = await export(path, make)
        if reason is None:
            self._page.say(saved, Tone.OK)
        else:
            self._page.say(not_exported_notice(path, reason), Tone.ERROR)

    async def _ask_where_to_save(
        self, title: str, name: str, kinds: Mapping[str, str]
    ) -> Path | None:
        """`kinds` are filters and the ending that goes with each; None when cancelled."""
        dialog = QFileDialog(self._window, title)
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

    def _in_turn(self, save: Callable[[], Coroutine[object, object, None]]) -> None:
        """The next dialog may be opened meanwhile, but no export overtakes an earlier one.

        None is cancelled for another either: its thread would write the file all the same.
        """

        async def in_turn() -> None:
            async with self._exporting:
                await save()

        self._scope.start(f"export {next(self._numbers)}", in_turn())
