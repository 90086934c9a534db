"""What every recipe has to know: names, the version, the moment of the release, and the folders."""

import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
"""Artefacts; `WORK` below it may go at any time."""
WORK = BUILD / "work"
ICONS = WORK / "icons"
FOLDER = BUILD / "ltx-accounts"
"""The one-folder app."""

NAME = "ltx-accounts"
TITLE = "LTX Accounts"
COMMAND = "ltx-desktop"
SUMMARY = "keep the LTX Studio accounts of a useapi.net subscription alive"
BUNDLE_ID = "example.ltxaccounts.LtxAccounts"
"""In a domain that is reserved (RFC 2606), so that it is nobody else's; see RELEASING.md."""

SCREENSHOTS = os.environ.get("SCREENSHOTS_URL", "").rstrip("/")
"""Where `resources/screenshots` can be had on the web; empty where that is nowhere yet."""


def _version() -> str:
    text = (ROOT / "ltx_desktop" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise SystemExit("ltx_desktop/__init__.py has no version")
    return found[1]


VERSION = _version()


def release_epoch() -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH, else the commit's time, else the source archive's."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    if (ROOT / ".git").exists():
        command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - git
    return int((ROOT / "pyproject.toml").stat().st_mtime)


def release_date() -> str:
    return f"{datetime.fromtimestamp(release_epoch(), UTC):%Y-%m-%d}"
