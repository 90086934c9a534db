"""When new versions were looked for, and which one a person was told of: a small JSON file."""

import json
from datetime import UTC, datetime
from pathlib import Path

from ltx_desktop.domain.release import Version
from ltx_desktop.store.private_files import make_private_folder, read_file, write_atomically
from ltx_desktop.store.reasons import unavailable

_MOST_BYTES = 10_000
_LOOKED_AT, _WAS_ANSWERED, _TOLD = "looked_at", "was_answered", "told"


class UpdateLog:
    """What cannot be read was never; what cannot be written holds for this run."""

    def __init__(self, path: Path) -> None:
        self._path = path
        values = _read(path)
        self._looked_at = _instant(values.get(_LOOKED_AT))
        self._was_answered = values.get(_WAS_ANSWERED) is True
        self._told = _version(values.get(_TOLD))

    @property
    def looked_at(self) -> datetime | None:
        return self._looked_at

    @property
    def was_answered(self) -> bool:
        """What was asked at `looked_at`."""
        return self._was_answered

    @property
    def told(self) -> Version | None:
        return self._told

    def looked(self, at: datetime, *, was_answered: bool) -> None:
        """Raises StoreUnavailable."""
        self._looked_at = at
        self._was_answered = was_answered
        self._write()

    def tell(self, version: Version) -> None:
        """Raises StoreUnavailable."""
        self._told = version
        self._write()

    def _write(self) -> None:
        values = {
            _LOOKED_AT: self._looked_at and self._looked_at.astimezone(UTC).isoformat(),
            _WAS_ANSWERED: self._was_answered,
            _TOLD: self._told and str(self._told),
        }
        try:
            make_private_folder(self._path.parent)
            write_atomically(self._path, json.dumps(values).encode() + b"\n")
        except OSError as error:
            raise unavailable(self._path, error) from error


def _read(path: Path) -> dict[str, object]:
    try:
        values = json.loads(read_file(path, _MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _instant(value: object) -> datetime | None:
    try:
        instant = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return instant if instant.tzinfo else None


def _version(value: object) -> Version | None:
    try:
        return Version.parse(str(value))
    except ValueError:
        return None
