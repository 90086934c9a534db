"""The window at work: from its completion to its orderly end, on the loop of Qt and asyncio."""

import asyncio
import gc
import logging
import sys
from collections.abc import Awaitable, Callable

from ltx_desktop.app.crash_report import reporting_to
from ltx_desktop.app.wiring.controllers import build_controllers
from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.app.wiring.services import build_services
from ltx_desktop.domain.settings import Theme
from ltx_desktop.services.connection import Connection
from ltx_desktop.ui.controllers.browser import OpenPage, open_in_system_browser
from ltx_desktop.ui.controllers.controllers import Controllers
from ltx_desktop.ui.loop.tasks import TaskScope
from ltx_desktop.ui.style.icons import Icons
from ltx_desktop.ui.window.main_window import MainWindow

_log = logging.getLogger(__name__)

_ENDING_TIMEOUT = 2
"""Seconds that closing connections may take."""

_GIVE_WAY_AFTER = 0.0005
"""Seconds."""

Watch = Callable[[Controllers], Awaitable[int]]
"""What goes on while the window is open; the exit code."""

Listen = Callable[[Callable[[str], None]], None]
"""Takes what brings the window to the front when another start asks for it."""


async def live(
    window: MainWindow,
    profile: OpenedProfile,
    stop: asyncio.Event,
    icons: Icons,
    *,
    hidden: bool = False,
    watch: Watch | None = None,
    listen: Listen = lambda _come_to_front: None,
    open_page: OpenPage = open_in_system_browser,
    use_theme: Callable[[Theme], None] = lambda _theme: None,
    moves: bool = False,
    is_in_front: Callable[[], bool] = bool,
) -> int:
    """Run the window until `stop` is set or `watch` returns, then clean up; the exit code.

    `use_theme` dresses the windows anew. `moves`: where settings and system allow it.
    `is_in_front` says whether somebody is at one of the windows.
    """
    with reporting_to(window.report) as report:
        scope = TaskScope(report)
        services = build_services(profile)
        controllers = build_controllers(
            window,
            profile,
            services,
            scope,
            icons,
            open_page=open_page,
            use_theme=use_theme,
            moves=moves,
            is_in_front=is_in_front,
        )
        window.close_requested.connect(stop.set)

        def come_to_front(token: str) -> None:
            _log.info("another start asks for the window")
            window.come_to_front(token)

        listen(come_to_front)
        if hidden and not controllers.watching.tray.is_available():
            window.showMinimized()
        _log.info("the window is made")
        controllers.start()
        scope.start("clean up log-ins", services.log_in.profiles.clean_up())
        code = 0
        try:
            if watch is None:
                await stop.wait()
            else:
                code = await watch(controllers)
        finally:
            window.show_closing()
            await _end(scope, services.connection, controllers)
            window.hide()
            window.deleteLater()
    return code


def put_window_first() -> None:
    """Let Python hold up the window little, in a process that has no other purpose.

    A thread at work gives way after half a millisecond instead of five: each cell that is painted
    may wait for that. Cycles of garbage are looked for rarely: with ten thousand accounts each
    look takes a frame. What is there when the window is made stays for good, and is not looked
    through at all.
    """
    sys.setswitchinterval(_GIVE_WAY_AFTER)
    gc.set_threshold(50_000, 20, 100)
    gc.freeze()
    gc.enable()


async def _end(scope: TaskScope, connection: Connection, controllers: Controllers) -> None:
    try:
        async with asyncio.timeout(_ENDING_TIMEOUT):
            await controllers.watching.aclose()
            await scope.aclose()
            await connection.aclose()
    except TimeoutError:
        _log.warning("connections did not close in time")
