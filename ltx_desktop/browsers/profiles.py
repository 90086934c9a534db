"""Folders of profiles: one for each account and browser, private, named by a random id.

An email is the service's text, and no name for a folder. A folder holds the log-in of the site, and
perhaps that of Google, protected as the browser protects it.
"""

import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from ltx_desktop.browsers.errors import ProfileUnavailable

_ID = re.compile(r"[0-9a-f]{32}")


class ProfileFolders:
    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, profile: str) -> Path:
        if not _ID.fullmatch(profile):
            raise ValueError("no id of a profile")
        return self._root / profile

    def lock(self, profile: str) -> Path:
        """A file beside the folder, for whoever works on it."""
        return self.path(profile).with_suffix(".lock")

    def drop_lock(self, profile: str) -> None:
        """Where the folder is gone, nobody needs its lock any more."""
        if not self.path(profile).exists():
            with suppress(OSError):
                self.lock(profile).unlink()

    def ids(self) -> frozenset[str]:
        """Those that are on the disk."""
        try:
            return frozenset(one.name for one in self._root.iterdir() if _ID.fullmatch(one.name))
        except OSError:
            return frozenset()

    def create(self) -> str:
        """Choose the id of a new profile; `ensure` makes its folder."""
        return secrets.token_hex(16)

    def ensure_root(self) -> None:
        """Make the folder of all of them. Raises ProfileUnavailable."""
        _make(self._root)

    def ensure(self, profile: str) -> Path:
        """Make its folder where it is not there. Raises ProfileUnavailable."""
        self.ensure_root()
        _make(self.path(profile))
        return self.path(profile)

    def remove(self, profile: str) -> None:
        """Remove a folder that no browser has open. Raises ProfileUnavailable."""
        try:
            shutil.rmtree(self.path(profile))
        except FileNotFoundError:
            pass
        except OSError as error:
            raise ProfileUnavailable(self.path(profile), error) from None


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise ProfileUnavailable(folder, error) from None
