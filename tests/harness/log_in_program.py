"""A command with the user's profile, for tests that run as root: browsers may be opened then.

    python -m harness.log_in_program log-in EMAIL …

That root is meant is an argument of the layer, and no option of the app.
"""

import os
import sys

from ltx_desktop.app.main import TOKEN_VARIABLE
from ltx_desktop.app.paths import Paths
from ltx_desktop.app.wiring.commands import UserProfile, wire_browsers
from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.cli import browsers, log_in
from ltx_desktop.domain.secret import Secret
from ltx_desktop.store.secrets import MemoryVault
from ltx_desktop.wording.notice import Notice


class RootsProfile(UserProfile):
    """As the user's own, in which root may open browsers."""

    def __init__(self, paths: Paths, token: str) -> None:
        super().__init__(paths, token)
        self._files = paths
        self._vault = MemoryVault(Secret(token))

    def _open(self, notices: list[Notice]) -> OpenedProfile:
        del notices
        return OpenedProfile(self._files, lambda: self._vault, browsers_as_root=True)


def main() -> int:
    command, *arguments = sys.argv[1:]
    if command == "browsers":
        return browsers.run(arguments, wire_browsers())
    return log_in.run(arguments, RootsProfile(Paths.of_user(), os.environ.pop(TOKEN_VARIABLE, "")))


if __name__ == "__main__":
    sys.exit(main())
