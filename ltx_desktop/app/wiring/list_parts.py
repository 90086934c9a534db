"""What joins the list once it is on the screen: the details, the jobs, and what moves."""

from collections.abc import Sequence

from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.app.wiring.services import Services
from ltx_desktop.domain.history import Entry
from ltx_desktop.services.read_history import HistoryUnreadable
from ltx_desktop.ui.accounts.capacity_strip import CapacityStrip
from ltx_desktop.ui.accounts.details_pane import DetailsPane
from ltx_desktop.ui.accounts.list_motion import ListMotion
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.style.motion import Motion
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.wording.called import name_or_email
from ltx_desktop.wording.details import browser_text
from ltx_desktop.wording.plain import short_email


def add_details(
    window: MainWindow, profile: OpenedProfile, services: Services, icons: Icons
) -> None:
    store, preferences = profile.store, profile.preferences

    def read_history(email: str) -> Sequence[Entry]:
        entries = services.read_history(email)
        return () if isinstance(entries, HistoryUnreadable) else entries

    def name(email: str) -> str:
        record = store.get(email)
        return name_or_email(record) if record else short_email(email)

    details = DetailsPane(
        icons,
        profile.clock,
        read_history,
        lambda email: browser_text(preferences.settings, email),
    )
    actions = window.actions_
    details.add_actions(actions.renew, actions.look, actions.remove, actions.label)
    window.add_details(details, CapacityStrip(window.accounts.axis, name))


def add_motion(window: MainWindow, scope: TaskScope) -> None:
    motion = Motion(scope, lambda: None)
    motion.start()
    table = window.accounts.table
    table.motion = ListMotion(table, motion.is_wanted)
