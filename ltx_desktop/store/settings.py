"""What the user chose, in a JSON file that may be edited by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import isfinite
from pathlib import Path

import msgspec

from ltx_desktop.domain.base_url import DEFAULT_BASE_URL, BaseUrl, BaseUrlError
from ltx_desktop.domain.expiry import DEFAULT_THRESHOLDS, Thresholds
from ltx_desktop.store.private_files import (
    free_dated_name,
    make_private_folder,
    narrow,
    set_aside,
    write_atomically,
)
from ltx_desktop.store.reasons import unavailable

BASE_URL = "base_url"
URGENT_DAYS = "urgent_days"
RENEW_SOON_DAYS = "renew_soon_days"
KEYS = (BASE_URL, URGENT_DAYS, RENEW_SOON_DAYS)

_DAY = timedelta(days=1)
_MOST_DAYS = 3650
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    base_url: BaseUrl = field(default_factory=lambda: BaseUrl.parse(DEFAULT_BASE_URL))
    thresholds: Thresholds = DEFAULT_THRESHOLDS


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """`problems` are the keys (of `KEYS`) whose defaults stand in for something unusable.

    `set_aside` is where the file as it was is kept then; None where nothing was wrong, or
    where it could not be put aside.
    """

    settings: Settings
    problems: tuple[str, ...] = ()
    set_aside: Path | None = None


class SettingsFile:
    """`{"base_url": "https://…", "urgent_days": 3, "renew_soon_days": 14}`, and unknown keys.

    Days are numbers from 0 to 3650, fractions allowed, `urgent_days` at most `renew_soon_days`.
    """

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
        settings, problems = _read_settings(values)
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
            with self._path.open("rb") as file:
                content = file.read(_MOST_BYTES + 1)
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
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=dict[str, object])
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _content(values: Mapping[str, object], settings: Settings) -> bytes:
    """The file's new text: what `values` had, with the settings put in."""
    known = {
        BASE_URL: settings.base_url.text,
        URGENT_DAYS: _number_of_days(settings.thresholds.urgent),
        RENEW_SOON_DAYS: _number_of_days(settings.thresholds.renew_soon),
    }
    return msgspec.json.format(msgspec.json.encode({**values, **known})) + b"\n"


def _number_of_days(span: timedelta) -> int | float:
    days = span / _DAY
    return int(days) if days.is_integer() else days


def _read_settings(values: Mapping[str, object]) -> tuple[Settings, tuple[str, ...]]:
    default = Settings()
    base_url = default.base_url
    problems: list[str] = []
    if BASE_URL in values:
        read = _base_url(values[BASE_URL])
        if read is None:
            problems.append(BASE_URL)
        base_url = read or base_url
    thresholds, wrong = _thresholds(values, default.thresholds)
    return Settings(base_url, thresholds), (*problems, *wrong)


def _base_url(value: object) -> BaseUrl | None:
    try:
        return BaseUrl.parse(value) if isinstance(value, str) else None
    except BaseUrlError:
        return None


def _thresholds(
    values: Mapping[str, object], default: Thresholds
) -> tuple[Thresholds, tuple[str, ...]]:
    """Both, and the keys that cannot be used; a pair in the wrong order is wrong as a pair."""
    read = {key: _days(values[key]) for key in (URGENT_DAYS, RENEW_SOON_DAYS) if key in values}
    good = {key: days for key, days in read.items() if days is not None}
    found = Thresholds(
        urgent=good.get(URGENT_DAYS, default.urgent),
        renew_soon=good.get(RENEW_SOON_DAYS, default.renew_soon),
    )
    if found.urgent > found.renew_soon:
        return default, tuple(read)
    return found, tuple(key for key in read if key not in good)


def _days(value: object) -> timedelta | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not isfinite(value) or not 0 <= value <= _MOST_DAYS:
        return None
    return timedelta(days=value)
