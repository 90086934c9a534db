"""Firefox: its cookie database has the values as they are."""

import contextlib
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from ltx_desktop.browsers.errors import EndedBadly, ProfileInUse, ProfileUnavailable
from ltx_desktop.browsers.locks import is_held_on_windows
from ltx_desktop.browsers.session import FoundCookie, Site
from ltx_desktop.domain.secret import Secret

_PREFERENCES = b"""\
// Written by LTX Accounts: it looks whether you are logged in, while the window is open.
user_pref("storage.sqlite.exclusiveLock.enabled", false);
// A profile of its own for each account: no welcome, and no question about the default browser.
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
"""

_WAIT = 2.0
"""Seconds for another program to let go of the database."""

_MILLISECONDS_ABOVE = 10**11
"""As seconds this is the year 5138. Newer versions count milliseconds."""

_SELECT = "SELECT host, name FROM moz_cookies"
_SELECT_ALL = "SELECT host, name, value, expiry FROM moz_cookies WHERE originAttributes = ''"
_DELETE = "DELETE FROM moz_cookies WHERE host = ? AND name = ?"


class Firefox:
    """`platform` is for tests."""

    def __init__(self, platform: str = sys.platform) -> None:
        self._platform = platform

    def prepare(self, profile: Path) -> None:
        """Raises ProfileUnavailable."""
        try:
            (profile / "user.js").write_bytes(_PREFERENCES)
        except OSError as error:
            raise ProfileUnavailable(profile, error) from None

    def window_command(self, program: Path, profile: Path, address: str) -> list[str]:
        return [str(program), "--new-instance", "--profile", str(profile), address]

    def is_open(self, profile: Path) -> bool:
        """Whether a process has the profile; what a crash left behind does not count."""
        if self._platform == "win32":
            return is_held_on_windows(profile / "parent.lock")
        return _is_locked(profile / ".parentlock")

    def names(self, profile: Path, site: Site) -> frozenset[str]:
        """Which of the three are on the disk by now; none where that cannot be seen."""
        database = _database(profile)
        if database.is_file():
            with contextlib.suppress(sqlite3.Error):
                address = f"{database.as_uri()}?mode=ro"
                with closing(sqlite3.connect(address, uri=True, timeout=0)) as connection:
                    rows = connection.execute(_SELECT)
                    return frozenset(name for host, name in rows if site.has(host, name))
        return frozenset()

    def take(self, program: Path, profile: Path, site: Site) -> list[FoundCookie]:
        """Take our cookies out of a profile that is not open; raises BrowserError.

        No byte of them stays in the file, nor in its journal.
        """
        del program
        if self.is_open(profile):
            raise ProfileInUse
        database = _database(profile)
        if not database.is_file():
            return []
        try:
            with closing(sqlite3.connect(database, timeout=_WAIT, isolation_level=None)) as opened:
                opened.execute("PRAGMA secure_delete = ON")
                ours = [row for row in opened.execute(_SELECT_ALL) if site.has(row[0], row[1])]
                everywhere = [row for row in opened.execute(_SELECT) if site.has(*row)]
                opened.executemany(_DELETE, everywhere)
                opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:
            raise EndedBadly from None
        return [FoundCookie(name, Secret(value), _instant(end)) for _, name, value, end in ours]


def _database(profile: Path) -> Path:
    return profile / "cookies.sqlite"


def _instant(expiry: int) -> datetime | None:
    seconds = expiry / 1000 if expiry > _MILLISECONDS_ABOVE else expiry
    with contextlib.suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(seconds, UTC)
    return None


def _is_locked(lock: Path) -> bool:
    """The lock is the system's, and is gone with its process."""
    import fcntl  # Windows has none

    try:
        with lock.open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
