"""Keeping an eye on the accounts while nobody looks: tray, reminders, and refreshing by itself."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from ltx_desktop.domain.urgency import due
from ltx_desktop.services.outcomes import RefreshOutcome
from ltx_desktop.services.refresh_policy import RefreshPolicy
from ltx_desktop.services.use_cases import UseCases
from ltx_desktop.ui.controllers.auto_refresh import AutoRefresh
from ltx_desktop.ui.controllers.reminders import Reminding
from ltx_desktop.ui.controllers.state_news import StateNews
from ltx_desktop.ui.loop.scheduler import Beat, Heartbeat
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.notifications.in_window import InWindow
from ltx_desktop.ui.notifications.notification import Notification
from ltx_desktop.ui.notifications.notifier import Notifier, carriers_of_system
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.tray.tray import Tray
from ltx_desktop.ui.widgets.notice_bar import NoticeBar, Tone
from ltx_desktop.wording.notice import Notice
from ltx_desktop.wording.summary import state_counts

_DESKTOP_ENTRY = "ltx-accounts"


class Watching(QObject):
    """Nothing happens before `start`; the demo reminds nobody outside of its window.

    `renew_requested` has a token to come to the front with.
    """

    renew_requested = Signal(list, str)

    def __init__(
        self,
        use_cases: UseCases,
        scope: TaskScope,
        now: Callable[[], datetime],
        heartbeat: Heartbeat,
        icons: Icons,
        notice: NoticeBar,
        refresh: Callable[[], None],
        is_refreshing: Callable[[], bool],
        *,
        is_demo: bool,
    ) -> None:
        super().__init__()
        self._use_cases = use_cases
        self._now = now
        self._heartbeat = heartbeat
        self._verdicts = use_cases.verdicts
        self._notice = notice
        self._is_refreshing = is_refreshing
        self.tray = Tray(icons, now)
        self._news = StateNews(notice.window(), now)
        self._in_window = InWindow()
        self._notifier = Notifier(
            [self._in_window]
            if is_demo
            else carriers_of_system(
                scope, self.tray, self._in_window, icons.application_file, _DESKTOP_ENTRY
            )
        )
        self._reminding = Reminding(
            use_cases.reminders,
            self._notifier,
            self._in_window,
            heartbeat,
            scope,
            now,
            self.renew_requested.emit,
        )
        self._refreshing = AutoRefresh(
            heartbeat, RefreshPolicy(use_cases.preferences), refresh, self._is_due
        )
        self._is_closed = False
        self._unsubscribe: Callable[[], None] = lambda: None
        self._connect()

    def start(self) -> None:
        """Show the tray's icon; what is due is told after the first refresh, however it went."""
        self.tray.start()
        self._unsubscribe = self._use_cases.records.subscribe(lambda _change: self._look())
        self._show_states()

    def _look(self) -> None:
        """See what there is to show and to tell: time, accounts or settings have changed."""
        self._show_states()
        # What is being read may put right what would be told now.
        if not self._is_refreshing():
            self._reminding.check()

    def _remind(self) -> None:
        # Somebody else may have renewed what a list from before would remind of.
        self._refreshing.catch_up()
        self._look()

    def settings_changed(self) -> None:
        self._look()
        self._refreshing.settings_changed()

    def refreshed(self, outcome: RefreshOutcome) -> None:
        self._refreshing.ended(outcome)
        self._look()

    def set_shown(self, shown: bool) -> None:
        if self._is_closed:
            return
        self._heartbeat.set_shown(shown)
        self.tray.set_shown(shown)
        self._refreshing.set_shown(shown)

    async def aclose(self) -> None:
        self._is_closed = True
        self._unsubscribe()
        self._heartbeat.stop()
        await self._notifier.aclose()
        self.tray.close()
        self.tray.deleteLater()

    def _is_due(self) -> bool:
        return bool(due(self._verdicts.judged))

    def _show_states(self) -> None:
        self.tray.show_accounts(self._verdicts.judged, state_counts(self._verdicts.summary))
        self._news.look(self._verdicts.judged)
        moment = self._verdicts.until
        self._heartbeat.plan(Beat.TRAY, moment - self._now() if moment else None)

    def _show_in_window(self, notification: Notification) -> None:
        self._notice.show_notice(
            Notice(f"{notification.title}.", " · ".join(notification.lines)),
            Tone.ERROR if notification.stays else Tone.WARNING,
            (notification.renew_label, self._in_window.renew),
            (notification.snooze_label, self._in_window.snooze),
        )

    def _connect(self) -> None:
        self._heartbeat.on(Beat.TRAY, self._show_states)
        self._heartbeat.on(Beat.REMIND, self._remind)
        self.tray.menu_opening.connect(self._show_states)
        self.tray.renew_requested.connect(lambda email: self.renew_requested.emit([email], ""))
        self._in_window.show_in_window.connect(self._show_in_window)
        self._in_window.withdraw_from_window.connect(self._notice.clear)
        for ended in (self._in_window.activated, self._in_window.snoozed):
            ended.connect(self._notice.clear)
        self._notice.dismissed.connect(self._in_window.dismiss)
