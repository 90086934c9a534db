"""Settings, names and notes as one JSON file that travels to another computer.

{"format": "ltx-accounts-settings", "version": 1, "settings": {…}, "accounts": [{…}]}

The settings are those of `store.setting_values`, but for browsers: a file of somebody else must
not bring commands that this computer would run. There are no secrets in it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ltx_desktop.domain.account import Label
from ltx_desktop.domain.label import LabelFault, label_of
from ltx_desktop.domain.settings import Settings
from ltx_desktop.store.private_files import read_file
from ltx_desktop.store.reasons import unavailable
from ltx_desktop.store.setting_values import read_settings, written

FORMAT = "ltx-accounts-settings"
VERSION = 1
OF_THIS_COMPUTER = frozenset({"browsers", "log_in_browsers"})

_MOST_BYTES = 20_000_000


class TransferError(Exception):
    """A file cannot be used."""


class DamagedTransfer(TransferError):
    """It is no such file, or something in it makes no sense."""


class NewerTransfer(TransferError):
    """A newer version of this app has written it."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """`values` are settings by key, as the file has them."""

    values: Mapping[str, object]
    labels: Mapping[str, Label]

    def settings(self, present: Settings) -> Settings:
        """The present settings with those of the file in their place."""
        settings, _problems = read_settings({**written(present), **self.values})
        return settings


def transfer_bytes(settings: Settings, labels: Mapping[str, Label]) -> bytes:
    values = {
        name: value for name, value in written(settings).items() if name not in OF_THIS_COMPUTER
    }
    accounts = [
        {"email": email, "name": label.name, "note": label.note}
        for email, label in sorted(labels.items())
    ]
    content = {"format": FORMAT, "version": VERSION, "settings": values, "accounts": accounts}
    return json.dumps(content, indent=2, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def read_transfer(path: Path) -> Transfer:
    """Raises TransferError, or StoreUnavailable where the file cannot be read."""
    try:
        content = read_file(path, _MOST_BYTES + 1)
    except OSError as error:
        raise unavailable(path, error) from error
    try:
        document = json.loads(content.removeprefix(b"\xef\xbb\xbf").decode())
    except (ValueError, RecursionError) as error:
        raise DamagedTransfer from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise DamagedTransfer
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DamagedTransfer
    if version > VERSION:
        raise NewerTransfer
    return Transfer(_settings(document.get("settings")), _labels(document.get("accounts")))


def _settings(values: object) -> Mapping[str, object]:
    if not isinstance(values, dict):
        raise DamagedTransfer
    known = written(Settings())
    wanted = {
        name: value
        for name, value in values.items()
        if name in known and name not in OF_THIS_COMPUTER
    }
    settings, problems = read_settings(wanted)
    # No address at all is what a damaged file of settings has.
    if problems or settings.base_url is None:
        raise DamagedTransfer
    return wanted


def _labels(entries: object) -> Mapping[str, Label]:
    if not isinstance(entries, list):
        raise DamagedTransfer
    labels = {}
    for entry in entries:
        if not isinstance(entry, dict):
            raise DamagedTransfer
        email, name, note = (entry.get(key, "") for key in ("email", "name", "note"))
        if not (isinstance(email, str) and isinstance(name, str) and isinstance(note, str)):
            raise DamagedTransfer
        label = label_of(name, note)
        if not email or isinstance(label, LabelFault):
            raise DamagedTransfer
        labels[email] = label
    return labels
