"""An app that macOS runs from a temporary place cannot start there at the next login."""

from pathlib import Path

import pytest

from ltx_desktop.services.start_at_login import StartAtLogin
from ltx_desktop.store.autostart_plist import LaunchAgent
from ltx_desktop.store.errors import Reason

BUNDLE = "LTX Accounts.app/Contents/MacOS/ltx-desktop"
PASSING = f"/private/var/folders/zy/jm/T/AppTranslocation/613DF902-6BE1/d/{BUNDLE}"


@pytest.mark.parametrize(
    ("program", "trouble"),
    [(PASSING, Reason.PASSING_PLACE), (f"/Applications/{BUNDLE}", None)],
    ids=["translocated", "moved"],
)
def test_the_place_has_to_last(tmp_path: Path, program: str, trouble: Reason | None) -> None:
    plist = tmp_path / "LaunchAgents" / "ltx-accounts.plist"
    start = StartAtLogin(LaunchAgent(plist, "ltx-accounts"), [program, "--hidden"])
    assert start.turn(on=True) is trouble
    assert start.is_on() == plist.exists() == (trouble is None)
