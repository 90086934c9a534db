"""An app that was moved makes the session start it from its new place."""

import sys
from pathlib import Path

from harness import processes
from harness.display import on_display

from ltx_desktop.store.autostart_entry import DesktopEntry


def test_an_app_that_was_moved_starts_at_login_from_its_new_place(home: dict[str, str]) -> None:
    path = Path(home["XDG_CONFIG_HOME"], "autostart", "ltx-accounts.desktop")
    entry = DesktopEntry(path, "LTX Accounts", "ltx-accounts")
    entry.enable(["/old/place/ltx-desktop", "--hidden"])
    log = Path(home["XDG_STATE_HOME"], "ltx-accounts", "log", "ltx-accounts.log")
    window = processes.start([sys.executable, "-m", "ltx_desktop"], env=on_display(home))
    try:
        processes.until_written(log, "the app was moved", window)
    finally:
        processes.stop(window)
    command = entry.command()
    assert command
    assert Path(command[0]).is_file()
    assert command[-1] == "--hidden"
    assert entry.enabled()
