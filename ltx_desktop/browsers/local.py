"""The browsers of this computer, and the profiles that this app has in them."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from ltx_desktop.browsers.chromium import Chromium
from ltx_desktop.browsers.errors import ProfileInUse, RunningAsRoot, SandboxedBrowser
from ltx_desktop.browsers.find import Browser, System, find_browsers
from ltx_desktop.browsers.firefox import Firefox
from ltx_desktop.browsers.known import Family
from ltx_desktop.browsers.processes import start_window
from ltx_desktop.browsers.profiles import ProfileFolders
from ltx_desktop.browsers.session import Site
from ltx_desktop.browsers.window import BrowserFiles, Opening, Window
from ltx_desktop.domain.cookies import LT_REFRESH_TOKEN
from ltx_desktop.domain.secret import Secret

_STARTS_OTHERS_WITHIN = 5.0
"""Seconds. On Windows, Firefox is started by a process that ends at once."""


class LocalBrowsers:
    """Every method blocks for some seconds at most. `root_is_meant` is for tests, run as root."""

    def __init__(
        self,
        folders: ProfileFolders,
        *,
        system: System | None = None,
        root_is_meant: bool = False,
        files: Mapping[Family, BrowserFiles] | None = None,
    ) -> None:
        self._folders = folders
        self._system = system or System.this()
        self._is_root = sys.platform != "win32" and os.geteuid() == 0 and not root_is_meant
        self._files = files or {Family.CHROMIUM: Chromium(), Family.FIREFOX: Firefox()}

    def installed(self) -> tuple[Browser, ...]:
        return find_browsers(self._system)

    def is_open(self, profile: str) -> bool:
        """Whether any browser has the profile open."""
        folder = self._folders.path(profile)
        return any(one.is_open(folder) for one in self._files.values())

    def open(self, browser: Browser, profile: str, site: Site) -> Window:
        """Open the site's page for a person. Raises BrowserError.

        What an earlier log-in left in the profile is taken out before: what is there afterwards
        was set since.
        """
        if self._is_root:
            raise RunningAsRoot
        if browser.sandbox:
            raise SandboxedBrowser
        folder = self._folders.ensure(profile)
        if self.is_open(profile):
            raise ProfileInUse
        files = self._files[browser.family]
        files.prepare(folder)
        before = _left_over(files, browser, folder, site)
        command = files.window_command(browser.program, folder, site.address)
        is_windows = self._system.platform == "win32"
        return Window(
            Opening(browser, folder, site, before),
            files,
            start_window(command, self._system.platform),
            can_be_closed=not is_windows,
            grace=_STARTS_OTHERS_WITHIN if is_windows else 0,
        )


def _left_over(files: BrowserFiles, browser: Browser, folder: Path, site: Site) -> Secret | None:
    """The refresh token of a log-in that nobody fetched; it is gone from the profile now."""
    if not files.names(folder, site):
        return None
    found = files.take(browser.program, folder, site)
    return next((one.value for one in found if one.name == LT_REFRESH_TOKEN), None)
