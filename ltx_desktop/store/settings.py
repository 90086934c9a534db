"""What the user chose, in a JSON file that may be edited by hand."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ltx_desktop.domain.settings import Settings
from ltx_desktop.store.private_files import (
    free_dated_name,
    make_private_folder,
    narrow,
    read_file,
    set_aside,
    write_atomically,
)
from ltx_desktop.store.reasons import unavailable
from ltx_desktop.store.setting_values import KEYS, read_settings, written

_MOST_BYTES = 1_000_000


class LoadedSettings(NamedTuple):
    """`problems` are the keys (of `KEYS`) whose defaults stand in for something unusable.

    `set_aside` is where the file as it was is kept then; None where nothing was wrong, or
    where it could not be put aside.
    """

    settings: Settings
    problems: tuple[str, ...] = ()
    set_aside: Path | None = None


class SettingsFile:
    """A JSON object with the keys of `store.setting_values`; unknown ones are kept."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self, now: datetime) -> LoadedSettings:
        """Read the file; where there is none everything is default.

        A file that is no JSON object is moved to a name dated `now`; one with unusable values
        is copied there and mended in place, so that each damage is told once. Raises
        StoreUnavailable where there is a file that cannot be read.
        """
        try:
            content = self._read()
        except OSError as error:
            raise unavailable(self._path, error) from error
        if content is None:
            return LoadedSettings(Settings())
        values = _object(content)
        if values is None:
            return LoadedSettings(Settings(), KEYS, self._move_aside(now))
        settings, problems = read_settings(values)
        aside = self._mend(content, values, settings, now) if problems else None
        return LoadedSettings(settings, problems, aside)

    def save(self, settings: Settings) -> None:
        """Write the file whole or not at all, unknown keys kept. Raises StoreUnavailable."""
        try:
            make_private_folder(self._path.parent)
            values = _object(self._read() or b"{}") or {}
            write_atomically(self._path, _content(values, settings))
        except OSError as error:
            raise unavailable(self._path, error) from error

    def _read(self) -> bytes | None:
        try:
            content = read_file(self._path, _MOST_BYTES + 1)
            narrow(self._path)
        except FileNotFoundError:
            return None
        return content

    def _move_aside(self, now: datetime) -> Path | None:
        try:
            return set_aside(self._path, now)
        except OSError:
            return None

    def _mend(
        self, content: bytes, values: Mapping[str, object], settings: Settings, now: datetime
    ) -> Path | None:
        aside = free_dated_name(self._path, now)
        try:
            write_atomically(aside, content)
            write_atomically(self._path, _content(values, settings))
        except OSError:
            return aside if aside.exists() else None
        return aside


def _object(content: bytes) -> dict[str, object] | None:
    if len(content) > _MOST_BYTES:
        return None
    try:
        values = json.loads(content.removeprefix(b"\xef\xbb\xbf").decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _refuse(constant: str) -> None:
    """NaN and its like are no JSON."""
    raise ValueError(constant)


def _content(values: Mapping[str, object], settings: Settings) -> bytes:
    """The file's new text: what `values` had, with the settings put in."""
    text = json.dumps({**values, **written(settings)}, indent=2, ensure_ascii=False)
    return text.encode("utf-8", "replace") + b"\n"
