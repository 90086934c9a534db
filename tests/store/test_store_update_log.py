"""When was looked for new versions outlives the app; nothing in the file can hurt."""

import json
import stat
import sys
from datetime import datetime
from pathlib import Path

import pytest

from ltx_desktop.domain.release import Version
from ltx_desktop.store.errors import StoreUnavailable
from ltx_desktop.store.update_log import UpdateLog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "updates.json"


def test_all_of_it_comes_back_at_the_next_start(path: Path, now: datetime) -> None:
    log = UpdateLog(path)
    assert (log.looked_at, log.was_answered, log.told) == (None, False, None)
    log.looked(now, was_answered=True)
    log.tell(Version(1, 3, 0))
    log = UpdateLog(path)
    assert (log.looked_at, log.was_answered, log.told) == (now, True, Version(1, 3, 0))
    assert json.loads(path.read_text()) == {
        "looked_at": "2026-01-31T17:45:00+00:00",
        "was_answered": True,
        "told": "1.3.0",
    }
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"looked_at": 7, "told": []}',
        b'{"looked_at": "2026-01-31T17:45:00", "told": "2.0"}',
        b'{"looked_at": "soon", "was_answered": 1, "told": null}',
    ],
    ids=range(7),
)
def test_what_cannot_be_read_was_never(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    log = UpdateLog(path)
    assert (log.looked_at, log.was_answered, log.told) == (None, False, None)


def test_what_cannot_be_written_holds_for_this_run(path: Path, now: datetime) -> None:
    path.mkdir(parents=True)
    log = UpdateLog(path)
    with pytest.raises(StoreUnavailable):
        log.looked(now, was_answered=True)
    with pytest.raises(StoreUnavailable):
        log.tell(Version(1, 3, 0))
    assert (log.looked_at, log.told) == (now, Version(1, 3, 0))
