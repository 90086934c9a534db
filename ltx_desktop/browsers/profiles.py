"""Folders of profiles: one for each account and browser, private, named by a random id.

An email is the service's text, and no name for a folder. A folder holds the log-in of the site, and
perhaps that of Google, protected as the browser protects it.
"""

import re
import secrets
import shutil
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

    def ids(self) -> frozenset[str]:
        """Those that are on the disk."""
        try:
            return frozenset(one.name for one in self._root.iterdir() if _ID.fullmatch(one.name))
        except OSError:
            return frozenset()

    def create(self) -> str:
        """Choose the id of a new profile; `ensure` makes its folder."""
        return secrets.token_hex(16)

    def ensure(self, profile: str) -> Path:
        """Make its folder where it is not there. Raises ProfileUnavailable."""
        folder = self.path(profile)
        try:
            for one in (self._root, folder):
                one.mkdir(mode=0o700, parents=True, exist_ok=True)
                one.chmod(0o700)
        except OSError as error:
            raise ProfileUnavailable(error) from None
        return folder

    def remove(self, profile: str) -> None:
        """Remove a folder that no browser has open. Raises ProfileUnavailable."""
        try:
            shutil.rmtree(self.path(profile))
        except FileNotFoundError:
            pass
        except OSError as error:
            raise ProfileUnavailable(error) from None
        finally:
            self.lock(profile).unlink(missing_ok=True)
