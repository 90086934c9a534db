"""The window on a profile: what there is to see, and nothing yet that acts."""

from collections.abc import Callable, Sequence

from ltx_desktop.app.clock import awake
from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.window.main_window import MainWindow
from ltx_desktop.ui.window.window_geometry import WindowMemory
from ltx_desktop.wording.notice import Notice


def make_window(
    profile: OpenedProfile,
    icons: Icons,
    *,
    is_demo: bool,
    monotonic: Callable[[], float] = awake,
    notices: Sequence[Notice] = (),
) -> MainWindow:
    """Show the stored accounts, and what the start has to report."""
    window = MainWindow(
        records=profile.store,
        verdicts=profile.verdicts,
        clock=profile.clock,
        icons=icons,
        memory=WindowMemory(profile.paths.window),
        is_demo=is_demo,
        monotonic=monotonic,
    )
    window.say_at_start([*notices, *profile.notices])
    return window
