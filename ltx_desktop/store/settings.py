"""What the user chose, in a JSON file that may be edited by hand."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ltx_desktop.domain.settings import Settings
from ltx_desktop.store.private_files import (
    keep_copy,
    leads_nowhere,
    make_private_folder,
    narrow,
    read_file,
    write_atomically,
)
from ltx_desktop.store.reasons import unavailable
from ltx_desktop.store.setting_values import KEYS, read_settings, written

_MOST_BYTES = 1_000_000


class LoadedSettings(NamedTuple):
    """`problems` are the keys (of `KEYS`) with something unusable."""

    settings: Settings
    problems: tuple[str, ...] = ()


UNREADABLE = LoadedSettings(Settings(base_url=None), KEYS)
"""The file may name an address, so the default does not stand in for it."""


class SettingsFile:
    """A JSON object with the keys of `store.setting_values`; unknown ones are kept.

    Only `save` changes the file: what a person wrote there, perhaps behind a link, is theirs to
    mend.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> LoadedSettings:
        """Read the file; where there is none everything is default.

        Raises StoreUnavailable where there is a file that cannot be read.
        """
        try:
            content = self._read()
        except OSError as error:
            raise unavailable(self._path, error) from error
        if content is None:
            return LoadedSettings(Settings())
        return _loaded(_object(content))

    def save(self, settings: Settings) -> None:
        """Write the file whole or not at all, unknown keys kept. Raises StoreUnavailable.

        A copy is kept of a file with something unusable in it.
        """
        try:
            make_private_folder(self._path.parent)
            content = self._read()
            values = {} if content is None else _object(content)
            if content is not None and _loaded(values).problems:
                keep_copy(self._path)
            write_atomically(self._path, _content(values or {}, settings))
        except OSError as error:
            raise unavailable(self._path, error) from error

    def _read(self) -> bytes | None:
        try:
            content = read_file(self._path, _MOST_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError):
            if leads_nowhere(self._path):
                raise  # something may have been set there
            return None
        with suppress(OSError):
            narrow(self._path)
        return content


def _loaded(values: Mapping[str, object] | None) -> LoadedSettings:
    return UNREADABLE if values is None else LoadedSettings(*read_settings(values))


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
