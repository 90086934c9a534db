"""What acts for the window: made when it is on the screen already."""

from collections.abc import Callable, Sequence

from ltx_desktop.domain.settings import Settings, Theme
from ltx_desktop.services.clock import Clock
from ltx_desktop.services.outcomes import Refreshed, RefreshOutcome
from ltx_desktop.services.use_cases import UseCases
from ltx_desktop.ui.accounts.account_filter import AccountFilter
from ltx_desktop.ui.controllers.browser import Browser, OpenPage
from ltx_desktop.ui.controllers.dialogs import Dialogs
from ltx_desktop.ui.controllers.edit import Editing
from ltx_desktop.ui.controllers.export import Copying
from ltx_desktop.ui.controllers.live_check import Looking
from ltx_desktop.ui.controllers.refresh import Refreshing
from ltx_desktop.ui.controllers.remove import Removing
from ltx_desktop.ui.controllers.renewal_run import Renewing
from ltx_desktop.ui.controllers.settings import Connecting
from ltx_desktop.ui.controllers.updates import Updating
from ltx_desktop.ui.controllers.watch import Watching
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.timeline.timeline_view import TimelineView
from ltx_desktop.ui.welcome.welcome_page import WelcomePage
from ltx_desktop.ui.widgets.drops import CopiesOnly, Drops
from ltx_desktop.ui.widgets.notice_bar import Tone
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.clock import clock_notice
from ltx_desktop.wording.notice import Notice


class Controllers:
    """Connects what can be asked for in the window with what does it."""

    def __init__(
        self,
        window: MainWindow,
        use_cases: UseCases,
        scope: TaskScope,
        clock: Clock,
        icons: Icons,
        open_demo: Callable[[], bool],
        open_page: OpenPage,
        use_theme: Callable[[Theme], None],
        *,
        is_demo: bool,
    ) -> None:
        self.window = window
        self._is_demo = is_demo
        self.use_cases = use_cases
        self._use_theme = use_theme
        self._said_of_clock = Notice("")
        page, actions, status = window.accounts, window.actions_, window.statusBar()
        timeline = TimelineView(clock, icons)
        timeline.came_back.connect(page.table.tick)
        page.add_timeline(timeline)
        self.welcome = WelcomePage(icons, open_demo)
        window.pages.addWidget(self.welcome)
        browser = Browser(use_cases.preferences, open_page)
        dialogs = self.dialogs = Dialogs(use_cases, scope, clock, icons, window)
        self.watching = Watching(
            *(use_cases, scope, clock, window.heartbeat, icons, window.reminder),
            self._refresh,
            is_refreshing=lambda: self.refreshing.is_running,
            is_demo=is_demo,
        )
        self.refreshing = Refreshing(
            *(use_cases, scope, clock, page, actions, status),
            window.show_accounts,
            self._show_welcome,
            self._refreshed,
        )
        again, way_out = self.refreshing.start_again, self.refreshing.way_out
        self._editing = Editing(use_cases, scope, clock, dialogs, page, self._show_all, again)
        self._renewing = Renewing(use_cases, scope, clock, dialogs, browser, page, again)
        self._removing = Removing(use_cases, scope, dialogs, page, status, way_out)
        self._looking = Looking(use_cases, scope, page, status, way_out)
        self._copying = Copying(use_cases, scope, clock, dialogs, page, status)
        self.connecting = Connecting(
            *(use_cases, scope, dialogs, self.watching.tray, self.welcome, window.notice),
            window.show_accounts,
            again,
        )
        self.updating = Updating(
            *(use_cases, scope, dialogs, window.heartbeat, window.notice, status, open_page)
        )
        self._connect_actions()
        self._connect_others()
        window.enable_actions(self.keeps_running)

    def start(self) -> None:
        """Read the accounts and watch them: the window is on the screen."""
        self.watching.set_shown(self.window.is_shown)
        self.watching.start()
        self.refreshing.start()
        if not self._is_demo:
            self.connecting.start()
            self.updating.start()

    def keeps_running(self) -> bool:
        """Whether closing the window only hides it."""
        wanted = self.use_cases.preferences.settings.close_to_tray
        return wanted and self.watching.tray.is_available()

    def _refresh(self) -> None:
        self.refreshing.start()

    def _refreshed(self, outcome: RefreshOutcome) -> None:
        if isinstance(outcome, Refreshed):
            notice = self.window.notice
            notice.take_back(self._said_of_clock)
            if outcome.clock_skew is not None:
                self._said_of_clock = clock_notice(outcome.clock_skew)
                notice.show_notice(self._said_of_clock, Tone.WARNING)
            # What time it is may have been learned only now.
            self.window.accounts.table.tick()
        self.watching.refreshed(outcome)

    def _renew(self, emails: Sequence[str], token: str = "") -> None:
        """What stands in an open dialog is not thrown away for what tray or reminder ask for."""
        self.window.come_to_front(token)
        if self.dialogs.is_open:
            return
        if len(emails) == 1:
            self._editing.renew(emails[0])
        elif emails:
            self._renewing.renew(emails)

    def _renew_due(self) -> None:
        self.window.come_to_front()
        if not self.dialogs.is_open:
            self._renewing.renew_due()

    def _tray_came_or_went(self, there: bool) -> None:
        if not there and not self.window.isVisible():
            self.window.show()

    def _show_all(self) -> None:
        self.window.accounts.filter(AccountFilter())
        self.window.show_accounts()

    def _settings_changed(self, settings: Settings) -> None:
        self.window.accounts.settings_changed()
        self.watching.settings_changed()
        self.updating.settings_changed()
        self._use_theme(settings.theme)

    def _show_welcome(self, sentence: str) -> None:
        self.window.pages.setCurrentWidget(self.welcome)
        self.welcome.say(sentence)
        self.window.update_actions()

    def _connect_actions(self) -> None:
        actions, table = self.window.actions_, self.window.accounts.table
        timeline = self.window.accounts.timeline
        actions.connect(
            {
                actions.add: self._editing.add,
                actions.paste: self._editing.paste_clipboard,
                actions.renew: lambda: self._renew(table.selected_emails()),
                actions.renew_due: self._renew_due,
                actions.remove: lambda: self._removing.remove(table.selected_emails()),
                actions.look: lambda: self._looking.look(table.selected_emails()),
                actions.browser: lambda: self.connecting.choose_browser(table.selected_emails()),
                actions.refresh: self.refreshing.start,
                actions.zoom_in: timeline.zoom_in,
                actions.zoom_out: timeline.zoom_out,
                actions.zoom_reset: timeline.reset_zoom,
                actions.settings: self.connecting.edit_settings,
                actions.help: lambda: self.dialogs.open_help(actions.shortcuts()),
                actions.show_log: self.dialogs.open_log,
                actions.about: self.dialogs.open_about,
                actions.look_for_updates: self.updating.look_now,
            }
        )
        self._copying.connect_to(actions)
        CopiesOnly(actions.search, actions.search.event)
        Drops(
            self.window,
            actions.paste.isEnabled,
            self._editing.paste_first,
            self._editing.paste_text,
        )

    def _connect_others(self) -> None:
        window, watching, connecting = self.window, self.watching, self.connecting
        window.shown_changed.connect(watching.set_shown)
        window.details_requested.connect(self.dialogs.open_crash)
        window.accounts.timeline.renew_requested.connect(lambda email: self._renew([email]))
        self.welcome.token_entered.connect(connecting.take_token)
        self.use_cases.preferences.subscribe(self._settings_changed)
        watching.renew_requested.connect(self._renew)
        watching.tray.open_requested.connect(window.come_to_front)
        watching.tray.renew_run_requested.connect(self._renew_due)
        watching.tray.refresh_requested.connect(self.refreshing.start)
        watching.tray.quit_requested.connect(window.close_requested)
        watching.tray.came_or_went.connect(self._tray_came_or_went)
