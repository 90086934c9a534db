"""New versions: asks once whether to look for them, looks, and tells."""

import logging
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QStatusBar

from ltx_desktop.services.outcomes import (
    NewRelease,
    NothingReleased,
    Offline,
    TookTooLong,
    UnreadableAnswer,
    UpdateOutcome,
    UpToDate,
)
from ltx_desktop.services.use_cases import UseCases
from ltx_desktop.ui.browser import OpenPage
from ltx_desktop.ui.dialogs import Dialogs
from ltx_desktop.ui.heartbeat import Beat, Heartbeat
from ltx_desktop.ui.notice_bar import Action, NoticeBar, Tone
from ltx_desktop.ui.tasks import TaskScope
from ltx_desktop.wording.keeping import settings_not_kept_notice
from ltx_desktop.wording.translation import _
from ltx_desktop.wording.updates import may_look_question, page_not_opened_notice, update_notice

_log = logging.getLogger(__name__)

_TASK = "look for updates"
_FIRST = timedelta(minutes=2)
"""Whoever opens the window has come for something else."""

_LATER = timedelta(minutes=10)


class Updating:
    """By itself it does nothing before `start`, and nothing while nobody sees the window."""

    def __init__(
        self,
        use_cases: UseCases,
        scope: TaskScope,
        dialogs: Dialogs,
        heartbeat: Heartbeat,
        notice: NoticeBar,
        status: QStatusBar,
        open_page: OpenPage,
    ) -> None:
        self._updates = use_cases.updates
        self._records = use_cases.records
        self._scope = scope
        self._dialogs = dialogs
        self._heartbeat = heartbeat
        self._notice = notice
        self._status = status
        self._open_page = open_page
        self._has_started = False
        heartbeat.on(Beat.UPDATES, self._beat)

    @property
    def is_looking(self) -> bool:
        return self._scope.is_running(_TASK)

    def start(self) -> None:
        self._has_started = True
        if self._updates.is_wanted is not False:
            self._heartbeat.plan(Beat.UPDATES, _FIRST)

    def settings_changed(self) -> None:
        if self._has_started:
            self._plan()

    def look_now(self) -> None:
        """Whatever the settings say: somebody asks for it."""
        self._scope.start(_TASK, self._look_now())

    def _plan(self) -> None:
        match self._updates.is_wanted:
            case None:
                self._heartbeat.plan(Beat.UPDATES, _FIRST)
            case wanted:
                self._heartbeat.plan(Beat.UPDATES, self._updates.wait() if wanted else None)

    def _beat(self) -> None:
        if self._dialogs.is_open or self._notice.text():
            self._heartbeat.plan(Beat.UPDATES, _LATER)
        elif self._updates.is_wanted is None:
            # Who has no accounts yet is asked after another start.
            if self._records.records():
                self._ask()
        elif wait := self._updates.wait():
            # The clock was set, or somebody asked by hand.
            self._heartbeat.plan(Beat.UPDATES, wait)
        else:
            self._scope.start(_TASK, self._look_by_itself())

    def _ask(self) -> None:
        """Once: no answer is a no."""
        self._updates.want(False)
        yes, no = (_("&Yes"), self._accept), (_("&No"), self._notice.clear)
        self._notice.show_notice(may_look_question(), Tone.INFO, yes, no)

    def _accept(self) -> None:
        self._notice.clear()
        reason = self._updates.want(True)
        if reason is not None:
            self._notice.show_notice(settings_not_kept_notice(reason), Tone.WARNING)
        self._plan()

    async def _look_by_itself(self) -> None:
        outcome = await self._updates()
        news = self._updates.take_news(outcome)
        if news is not None:
            self._tell(news)
        else:
            _log.info("looked for new versions: %s", outcome)
        self._plan()

    async def _look_now(self) -> None:
        self._status.showMessage(_("Looking for new versions…"))
        try:
            outcome = await self._updates()
        finally:
            self._status.clearMessage()
        self._updates.take_news(outcome)
        self._tell(outcome)

    def _tell(self, outcome: UpdateOutcome) -> None:
        self._notice.show_notice(update_notice(outcome), _tone(outcome), self._way_on(outcome))

    def _way_on(self, outcome: UpdateOutcome) -> Action | None:
        if isinstance(outcome, NewRelease):
            return _("Show its page"), partial(self._show, outcome.release.page)
        return None

    def _show(self, page: str) -> None:
        if not self._open_page(page):
            self._notice.show_notice(page_not_opened_notice(page), Tone.WARNING)


def _tone(outcome: UpdateOutcome) -> Tone:
    match outcome:
        case NewRelease() | NothingReleased():
            return Tone.INFO
        case UpToDate():
            return Tone.OK
        case Offline() | TookTooLong() | UnreadableAnswer():
            return Tone.WARNING
