"""A profile in a folder of a test."""

from pathlib import Path

from ltx_desktop.app.paths import Paths


def paths_in(folder: Path) -> Paths:
    return Paths(
        database=folder / "data" / "accounts.sqlite3",
        settings=folder / "config" / "settings.json",
        window=folder / "config" / "window.ini",
        log=folder / "log" / "ltx-accounts.log",
    )
