"""The profiles that log-ins are made in: taken for one, then given to an account or removed.

Whoever works on a profile holds its lock, so that no other process cleans it away.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from ltx_desktop.browsers import errors
from ltx_desktop.services import journal
from ltx_desktop.services.log_in_outcomes import LogInsForgotten
from ltx_desktop.services.ports import BrowsersPort, FoldersPort, LogInProfilesPort, RecordsPort
from ltx_desktop.services.storage import store_or_log, try_to_store
from ltx_desktop.store.daemon_call import in_daemon_thread
from ltx_desktop.store.errors import Reason, StoreUnavailable
from ltx_desktop.store.file_lock import FileLock

T = TypeVar("T")

_PATIENCE = 60.0
"""Seconds; hundreds of files are removed."""


async def aside(call: Callable[[], T], seconds: float) -> T:
    """In a thread, bounded: a disk may hang, and a browser too. Raises BrowserError."""

    def attempt() -> T | errors.BrowserError:
        try:
            return call()
        except errors.BrowserError as error:
            return error

    try:
        result = await in_daemon_thread(attempt, seconds, "browser")
    except TimeoutError:
        raise errors.TimedOut from None
    if isinstance(result, errors.BrowserError):
        raise result
    return result


class Profiles:
    def __init__(
        self,
        *,
        folders: FoldersPort,
        owners: LogInProfilesPort,
        browsers: BrowsersPort,
        records: RecordsPort,
    ) -> None:
        self._folders = folders
        self._owners = owners
        self._browsers = browsers
        self._records = records
        self._held: dict[str, FileLock] = {}

    def take(self, email: str | None, browser: str) -> str:
        """An account's profile in a browser, else one of nobody's; held from now on.

        Raises ProfileInUse where a log-in is going on in it, or ProfileUnavailable.
        """
        try:
            known = self._owners.find(email, browser) if email else None
        except StoreUnavailable:
            known = None
        profile = known or self._folders.create()
        self._folders.ensure_root()
        if not self._hold(profile):
            raise errors.ProfileInUse
        return profile

    def release(self, profile: str) -> None:
        """Others may work on it again."""
        if lock := self._held.pop(profile, None):
            lock.release()
            self._folders.drop_lock(profile)

    def keep(self, profile: str, email: str, browser: str) -> Reason | None:
        """Give it to the account that logged in. Why that holds for this run only."""
        reason = try_to_store(lambda: self._owners.bind(profile, email, browser))
        self.release(profile)
        return reason

    async def let_go(self, profile: str) -> bool:
        """Leave it to its account, or remove one of nobody's; whether a browser has it open."""
        if profile in self._bound():
            is_open = await aside(lambda: self._browsers.is_open(profile), _PATIENCE)
        else:
            is_open = not await self._removed(profile)
        self.release(profile)
        return is_open

    async def wipe(self, profile: str) -> None:
        """Remove it, whoever it belonged to: somebody else has logged in."""
        store_or_log("that a log-in was removed", lambda: self._owners.release([profile]))
        await self._removed(profile)
        self.release(profile)

    async def forget(self, email: str | None) -> LogInsForgotten:
        """Remove an account's profiles, or all of them."""
        try:
            gone = self._owners.of(email) if email else self._owners.ids()
            self._owners.release(gone)
        except StoreUnavailable as error:
            outcome = LogInsForgotten(0, storage=error.reason)
        else:
            everything = gone if email else gone | self._folders.ids()
            removed = await self._removed_all(everything)
            outcome = LogInsForgotten(len(removed), len(everything) - len(removed))
        journal.forgot_log_ins(email, outcome)
        return outcome

    async def clean_up(self) -> None:
        """Remove what belongs to nobody, and is not worked on: left by a kill, or by a window.

        Where the accounts could not be opened nobody knows what belongs to whom.
        """
        if not self._owners.is_kept:
            return
        self._release_of_removed_accounts()
        try:
            bound = self._owners.ids()
        except StoreUnavailable:
            return
        await self._removed_all(self._folders.ids() - bound - self._held.keys())

    def _release_of_removed_accounts(self) -> None:
        """An account may have been removed elsewhere, a while ago."""
        if self._records.last_refresh is None:
            return
        known = {one.email for one in (*self._records.records(), *self._records.vanished())}

        def release() -> None:
            for email in self._owners.emails() - known:
                self._owners.release(self._owners.of(email))

        store_or_log("whose log-ins are gone", release)

    async def _removed_all(self, profiles: Iterable[str]) -> list[str]:
        """Those that could be removed; the others are held, or open, or bound meanwhile."""
        removed = []
        for profile in sorted(profiles):
            try:
                if not self._hold(profile):
                    continue
            except errors.ProfileUnavailable:
                continue
            if profile not in self._bound() and await self._removed(profile):
                removed.append(profile)
            self.release(profile)
        return removed

    async def _removed(self, profile: str) -> bool:
        """False where it is open, or the disk refuses: the next start tries again."""

        def remove() -> bool:
            if self._browsers.is_open(profile):
                return False
            self._folders.remove(profile)
            return True

        try:
            return await aside(remove, _PATIENCE)
        except errors.BrowserError:
            return False

    def _hold(self, profile: str) -> bool:
        path = self._folders.lock(profile)
        lock = FileLock(path)
        try:
            is_held = lock.take()
        except OSError as error:
            raise errors.ProfileUnavailable(path, error) from None
        if is_held:
            self._held[profile] = lock
        return is_held

    def _bound(self) -> frozenset[str]:
        """Where that cannot be read, all of them may be."""
        try:
            return self._owners.ids()
        except StoreUnavailable:
            return self._folders.ids()
