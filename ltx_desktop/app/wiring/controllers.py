"""What acts for the window, built when it is on the screen already."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QProcess

from ltx_desktop.app.paths import own_command
from ltx_desktop.app.wiring.list_parts import add_details, add_motion
from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.app.wiring.services import Services
from ltx_desktop.app.wiring.watching import build_watching
from ltx_desktop.domain.account import AccountRecord
from ltx_desktop.domain.settings import Settings, Theme
from ltx_desktop.services.ports import Now
from ltx_desktop.services.preferences import Preferences
from ltx_desktop.ui.accounts.list_menus import show_column_menu, show_sort_menu
from ltx_desktop.ui.controllers.browser import Browser, OpenPage
from ltx_desktop.ui.controllers.connection import Connecting
from ltx_desktop.ui.controllers.controllers import Controllers
from ltx_desktop.ui.controllers.edit import Editing
from ltx_desktop.ui.controllers.export import Copying
from ltx_desktop.ui.controllers.help import Help
from ltx_desktop.ui.controllers.labels import Labelling
from ltx_desktop.ui.controllers.live_check import Looking
from ltx_desktop.ui.controllers.refresh import Refreshing
from ltx_desktop.ui.controllers.remove import Removing
from ltx_desktop.ui.controllers.renew import RenewRequests
from ltx_desktop.ui.controllers.renewal_run import Renewing
from ltx_desktop.ui.controllers.settings import EditingSettings
from ltx_desktop.ui.controllers.updates import Updating
from ltx_desktop.ui.loop.dialogs import Dialogs
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.tray.tray import Tray
from ltx_desktop.ui.welcome.welcome_page import WelcomePage
from ltx_desktop.ui.widgets.drops import CopiesOnly, Drops
from ltx_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from ltx_desktop.ui.controllers.edit import MakeEditDialog
    from ltx_desktop.ui.edit.edit_dialog import EditDialog
    from ltx_desktop.ui.settings.settings_dialog import SettingsDialog


def build_controllers(
    window: MainWindow,
    profile: OpenedProfile,
    services: Services,
    scope: TaskScope,
    icons: Icons,
    *,
    open_page: OpenPage,
    use_theme: Callable[[Theme], None],
    moves: bool,
    is_in_front: Callable[[], bool],
) -> Controllers:
    """Connect what can be asked for in the window with what does it."""
    store, clock = profile.store, profile.clock
    preferences, verdicts = profile.preferences, profile.verdicts
    dialogs = Dialogs(scope)
    add_details(window, profile, services, icons)
    welcome = WelcomePage(icons, _open_demo)
    window.pages.addWidget(welcome)
    refreshing = Refreshing(
        window=window,
        welcome=welcome,
        refresh=services.refresh,
        records=store,
        scope=scope,
        now=clock,
    )
    make_edit_dialog = _edit_dialogs(window, services, scope, clock, icons)
    editing = Editing(
        window=window,
        records=store,
        draft=services.draft,
        dialogs=dialogs,
        make_dialog=make_edit_dialog,
        refresh=refreshing.start_again,
        now=clock,
    )
    renewing = Renewing(
        window=window,
        records=store,
        dialogs=dialogs,
        make_dialog=make_edit_dialog,
        browser=Browser(preferences, open_page),
        refresh=refreshing.start_again,
        now=clock,
    )
    requests = RenewRequests(
        window=window, verdicts=verdicts, dialogs=dialogs, editing=editing, renewing=renewing
    )
    watching = build_watching(
        window, profile, services.reminders, scope, icons, refreshing, requests, is_in_front
    )
    removing = Removing(
        window=window,
        remove=services.remove,
        scope=scope,
        way_out=refreshing.way_out,
    )
    labelling = Labelling(
        window=window,
        records=store,
        label=services.label,
        forget=services.forget,
        dialogs=dialogs,
    )
    looking = Looking(window=window, check=services.look, scope=scope, way_out=refreshing.way_out)
    copying = Copying(
        window=window,
        connection=services.connection,
        preferences=preferences,
        export_calendar=services.export_calendar,
        dialogs=dialogs,
        scope=scope,
        now=clock,
    )
    connecting = Connecting(
        window=window,
        welcome=welcome,
        connection=services.connection,
        dialogs=dialogs,
        scope=scope,
        refresh=refreshing.start_again,
    )
    settings = EditingSettings(
        window=window,
        preferences=preferences,
        start_at_login=services.start_at_login,
        connecting=connecting,
        dialogs=dialogs,
        make_dialog=_settings_dialogs(window, preferences, services, scope, icons, watching.tray),
        scope=scope,
    )
    updating = Updating(
        window=window,
        updates=services.updates,
        records=store,
        dialogs=dialogs,
        scope=scope,
        open_page=open_page,
    )
    help_ = Help(
        window=window,
        preferences=preferences,
        places=services.places,
        read_log=services.read_log,
        dialogs=dialogs,
        scope=scope,
        icons=icons,
    )
    actions, table = window.actions_, window.accounts.table
    selected_emails = table.selected_emails
    table.horizontalHeader().customContextMenuRequested.connect(
        lambda place: show_column_menu(table, place)
    )
    actions.connect(
        {
            actions.add: editing.add,
            actions.paste: editing.paste_clipboard,
            actions.renew: lambda: requests.renew(selected_emails()),
            actions.renew_due: requests.renew_due,
            actions.remove: lambda: removing.remove(selected_emails()),
            actions.look: lambda: looking.look(selected_emails()),
            actions.label: lambda: labelling.label(selected_emails()),
            actions.forget: lambda: labelling.forget(selected_emails()),
            actions.browser: lambda: settings.choose_browser(selected_emails()),
            actions.refresh: refreshing.start,
            actions.settings: settings.edit_settings,
            actions.help: lambda: help_.open_help(actions.shortcuts()),
            actions.sort: lambda: show_sort_menu(table),
            actions.columns: lambda: show_column_menu(table, QPoint(0, 0)),
            actions.keys: lambda: help_.open_help(actions.shortcuts(), at_keys=True),
            actions.show_log: help_.open_log,
            actions.about: help_.open_about,
            actions.look_for_updates: updating.look_now,
        }
    )
    if moves:
        add_motion(window, scope)
    copying.connect_to(actions)
    CopiesOnly(actions.search, actions.search.event)
    Drops(window, actions.paste.isEnabled, editing.paste_first, editing.paste_text)
    window.details_requested.connect(help_.open_crash)
    welcome.token_entered.connect(connecting.take_token)
    preferences.subscribe(lambda _settings: window.accounts.settings_changed())
    preferences.subscribe(lambda _settings: watching.settings_changed())
    preferences.subscribe(lambda _settings: updating.settings_changed())
    preferences.subscribe(lambda wanted: use_theme(wanted.theme))
    if not window.is_demo:
        _show_host(window, preferences.settings)
        preferences.subscribe(lambda wanted: _show_host(window, wanted))
    window.enable_actions(
        lambda: preferences.settings.close_to_tray and watching.tray.is_available()
    )
    return Controllers(
        window=window,
        welcome=welcome,
        dialogs=dialogs,
        refreshing=refreshing,
        removing=removing,
        watching=watching,
        settings=settings,
        updating=updating,
    )


def _show_host(window: MainWindow, settings: Settings) -> None:
    window.host.setText(settings.base_url.origin.partition("://")[2] if settings.base_url else "")


def _edit_dialogs(
    window: MainWindow, services: Services, scope: TaskScope, now: Now, icons: Icons
) -> "MakeEditDialog":
    def make(renewing: AccountRecord | None) -> "EditDialog":
        from ltx_desktop.ui.edit.edit_dialog import EditDialog  # when it is first wanted

        dialog = EditDialog(
            send=services.submit,
            draft=services.draft,
            scope=scope,
            now=now,
            icons=icons,
            renewing=renewing,
            parent=window,
        )
        if details := window.accounts.details:
            # A refusal changes no account, and belongs to its history all the same.
            dialog.finished.connect(details.show_again)
        return dialog

    return make


def _settings_dialogs(
    window: MainWindow,
    preferences: Preferences,
    services: Services,
    scope: TaskScope,
    icons: Icons,
    tray: Tray,
) -> "Callable[[], SettingsDialog]":
    def make() -> "SettingsDialog":
        from ltx_desktop.ui.settings.settings_dialog import SettingsDialog  # likewise
        from ltx_desktop.ui.settings.watching_tab import WatchingTab

        settings = preferences.settings
        watching = WatchingTab(
            settings,
            starts_at_login=services.start_at_login.is_on(),
            has_tray=tray.is_available(),
        )
        return SettingsDialog(
            test=services.connection.test,
            scope=scope,
            icons=icons,
            settings=settings,
            token_origin=services.connection.token_origin,
            watching=watching,
            parent=window,
        )

    return make


def _open_demo() -> bool:
    """Start a process of its own: nothing of the demo can reach this one's token and data."""
    program, *arguments = own_command("--demo")
    started: bool = QProcess.startDetached(program, arguments)[0]
    return started
