"""A computer to log in on, whose browsers are small programs."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from fakes import EMAIL, NOW, Clock, FakeSettingsFile, cookie_values, make_preferences
from harness.browser_windows import MakeBrowser, browser_maker
from harness.fake_browser import cookie

from ltx_desktop.browsers.find import Browser, System
from ltx_desktop.browsers.local import LocalBrowsers
from ltx_desktop.browsers.profiles import ProfileFolders
from ltx_desktop.services.draft_session import DraftSession
from ltx_desktop.services.log_in import LogIn, Pace
from ltx_desktop.services.log_in_outcomes import LoggedIn, LogInStep
from ltx_desktop.services.log_in_profiles import Profiles
from ltx_desktop.store.accounts import AccountStore
from ltx_desktop.store.database import open_database

QUICK = Pace(log_in=20, until_closed=0.05, to_end=0.3, look=0.05, answer=30)
ELSE = "else@synthetic.example"
THREE = [cookie(name, value.reveal()) for name, value in cookie_values().items()]


@dataclass
class Machine:
    """A computer with a database, profiles and two browsers that are programs of the tests."""

    folders: ProfileFolders
    connection: sqlite3.Connection
    store: AccountStore
    make_browser: MakeBrowser
    settings: FakeSettingsFile

    def __post_init__(self) -> None:
        self.steps: list[LogInStep] = []
        self.log_in = self.process()

    def process(self, pace: Pace = QUICK) -> LogIn:
        """Another process has the use-case for itself."""
        system = System("linux", {"XDG_DATA_DIRS": "/nonexistent"}, lambda _name: None)
        browsers = LocalBrowsers(self.folders, system=system, root_is_meant=True)
        profiles = Profiles(
            folders=self.folders,
            owners=self.store.log_in_profiles,
            browsers=browsers,
            records=self.store,
        )
        return LogIn(
            browsers=browsers,
            profiles=profiles,
            draft=DraftSession(self.store, Clock(NOW)),
            preferences=make_preferences(self.settings),
            pace=pace,
        )

    async def logged_in(self, browser: Browser, email: str | None = None) -> LoggedIn:
        outcome = await self.log_in(browser, self.store.get(email or "") or email)
        assert isinstance(outcome, LoggedIn)
        return outcome

    async def bound(self, browser: Browser, email: str = EMAIL) -> str:
        """The profile of an account."""
        outcome = await self.logged_in(browser)
        assert self.log_in.profiles.keep(outcome.profile, email, browser.id) is None
        return outcome.profile


@contextmanager
def log_in_machine(folder: Path) -> Iterator[Machine]:
    opened = open_database(folder / "data" / "accounts.sqlite3", NOW)
    with closing(opened.connection):
        yield Machine(
            ProfileFolders(folder / "data" / "browsers"),
            opened.connection,
            AccountStore(opened.connection),
            browser_maker(folder / "bin"),
            FakeSettingsFile(),
        )


def end(machine: Machine, profile: str) -> None:
    """Kill the Chromium that has a profile open."""
    lock = machine.folders.path(profile) / "SingletonLock"
    os.kill(int(lock.readlink().name.rpartition("-")[2]), signal.SIGKILL)
