"""New versions: asks once whether to look for them, looks, and tells."""

from datetime import timedelta
from functools import partial

from ltx_desktop.services.outcomes import (
    NewRelease,
    NothingReleased,
    Offline,
    TookTooLong,
    UnreadableAnswer,
    UpdateOutcome,
    UpToDate,
)
from ltx_desktop.services.ports import RecordsPort
from ltx_desktop.services.updates import EVERY, LookForUpdates
from ltx_desktop.ui.controllers.browser import OpenPage
from ltx_desktop.ui.loop.dialogs import Dialogs
from ltx_desktop.ui.loop.scheduler import Beat
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.widgets.notice_bar import Action, Tone
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.keeping import settings_not_kept_notice
from ltx_desktop.wording.translation import _
from ltx_desktop.wording.updates import may_look_question, page_not_opened_notice, update_notice

_TASK = "look for updates"
_FIRST = timedelta(minutes=2)
"""Whoever opens the window has come for something else."""

_LATER = timedelta(minutes=10)


class Updating:
    """By itself it does nothing before `start`, and nothing while nobody sees the window."""

    def __init__(
        self,
        *,
        window: MainWindow,
        updates: LookForUpdates,
        records: RecordsPort,
        dialogs: Dialogs,
        scope: TaskScope,
        open_page: OpenPage,
    ) -> None:
        self._heartbeat = window.heartbeat
        self._notice = window.notice
        self._status = window.statusBar()
        self._updates = updates
        self._records = records
        self._dialogs = dialogs
        self._scope = scope
        self._open_page = open_page
        self._has_started = False
        self._untold: NewRelease | None = None
        self._notice.dismissed.connect(self._dismissed)
        self._heartbeat.on(Beat.UPDATES, self._beat)

    @property
    def is_looking(self) -> bool:
        return self._scope.is_running(_TASK)

    def start(self) -> None:
        self._has_started = True
        if self._updates.is_wanted is not False:
            self._heartbeat.plan(Beat.UPDATES, _FIRST)

    def settings_changed(self) -> None:
        if self._updates.is_wanted is not None:
            self._notice.take_back(may_look_question())
        self._plan()

    def look_now(self) -> None:
        """Whatever the settings say: somebody asks for it."""
        self._scope.start(_TASK, self._look_now())

    @property
    def _is_in_the_way(self) -> bool:
        """Whether something else has a person's attention."""
        return self._dialogs.is_open or bool(self._notice.text())

    def _plan(self) -> None:
        """The next look; a question that is to come stays planned."""
        wanted = self._updates.is_wanted
        if self._has_started and wanted is not None:
            wait = _LATER if self._untold else self._updates.wait()
            self._heartbeat.plan(Beat.UPDATES, wait if wanted else None)

    def _beat(self) -> None:
        if self._notice.text() == str(may_look_question()):
            self._heartbeat.plan(Beat.UPDATES, EVERY)
        elif self._is_in_the_way:
            self._heartbeat.plan(Beat.UPDATES, _LATER)
        elif self._updates.is_wanted is None:
            # Who has no accounts yet is asked after another start.
            if self._records.records():
                self._ask()
        elif self._untold:
            self._tell_news(self._untold)
            self._plan()
        elif wait := self._updates.wait():
            # The clock was set, or somebody asked by hand.
            self._heartbeat.plan(Beat.UPDATES, wait)
        else:
            self._scope.start(_TASK, self._look_by_itself())

    def _ask(self) -> None:
        """Until it is answered: something else may take its place unread."""
        yes, no = (_("&Yes"), partial(self._answer, True)), (_("&No"), partial(self._answer, False))
        self._notice.show_notice(may_look_question(), Tone.INFO, yes, no)
        self._heartbeat.plan(Beat.UPDATES, EVERY)

    def _dismissed(self, said: str) -> None:
        if said == str(may_look_question()):
            self._answer(False)

    def _answer(self, wanted: bool) -> None:
        self._notice.clear()
        reason = self._updates.want(wanted)
        if reason is not None:
            self._notice.show_notice(settings_not_kept_notice(reason), Tone.WARNING)

    async def _look_by_itself(self) -> None:
        outcome = await self._updates()
        if isinstance(outcome, NewRelease):
            self._tell_news(outcome)
        self._plan()

    def _tell_news(self, release: NewRelease) -> None:
        """Now, or later where something else came first."""
        if self._is_in_the_way:
            self._untold = release
        else:
            self._untold = None
            if self._updates.take_news(release):
                self._tell(release)

    async def _look_now(self) -> None:
        self._status.showMessage(_("Looking for new versions…"))
        try:
            outcome = await self._updates()
        finally:
            self._status.clearMessage()
        self._untold = None
        self._plan()
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
