"""What watches the accounts for the window: tray, reminders, and refreshing by itself."""

from collections.abc import Callable

from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.services.refresh_policy import RefreshPolicy
from ltx_desktop.services.reminders import Reminders
from ltx_desktop.ui.controllers.auto_refresh import AutoRefresh
from ltx_desktop.ui.controllers.refresh import Refreshing
from ltx_desktop.ui.controllers.reminders import Reminding
from ltx_desktop.ui.controllers.renew import RenewRequests
from ltx_desktop.ui.controllers.states import StatesElsewhere
from ltx_desktop.ui.controllers.watch import Watching
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.notifications.in_window import InWindow
from ltx_desktop.ui.notifications.notifier import Notifier, carriers_of_system
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.tray.tray import Tray
from ltx_desktop.ui.window.main_window import MainWindow

_DESKTOP_ENTRY = "ltx-accounts"


def build_watching(
    window: MainWindow,
    profile: OpenedProfile,
    reminders: Reminders,
    scope: TaskScope,
    icons: Icons,
    refreshing: Refreshing,
    requests: RenewRequests,
    is_in_front: Callable[[], bool],
) -> Watching:
    heartbeat, clock = window.heartbeat, profile.clock
    tray = Tray(icons, clock)
    states = StatesElsewhere(
        window=window, tray=tray, verdicts=profile.verdicts, heartbeat=heartbeat, now=clock
    )
    in_window = InWindow(window.reminder)
    # The demo reminds nobody outside of its window.
    notifier = Notifier(
        [in_window]
        if window.is_demo
        else carriers_of_system(scope, tray, in_window, icons.application_file, _DESKTOP_ENTRY),
        is_in_front,
    )
    reminding = Reminding(
        reminders=reminders,
        notifier=notifier,
        in_window=in_window,
        heartbeat=heartbeat,
        scope=scope,
        now=clock,
        renew=requests.renew,
    )
    auto_refresh = AutoRefresh(
        heartbeat=heartbeat,
        policy=RefreshPolicy(profile.preferences),
        refresh=refreshing.start,
        is_due=lambda: states.is_any_due,
    )
    watching = Watching(
        records=profile.store,
        tray=tray,
        states=states,
        reminding=reminding,
        auto_refresh=auto_refresh,
        is_refreshing=lambda: refreshing.is_running,
        heartbeat=heartbeat,
    )
    refreshing.ended.connect(watching.refreshed)
    window.shown_changed.connect(watching.set_shown)
    tray.renew_requested.connect(lambda email: requests.renew([email]))
    tray.renew_run_requested.connect(requests.renew_due)
    tray.open_requested.connect(window.come_to_front)
    tray.refresh_requested.connect(refreshing.start)
    tray.quit_requested.connect(window.close_requested)
    tray.came_or_went.connect(window.stay_within_reach)
    return watching
