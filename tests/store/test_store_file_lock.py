"""A lock that ends with its process: held by one, refused to others, gone with its folder."""

import errno
import os
import stat
from pathlib import Path

import pytest
from harness.platforms import not_on_windows

from ltx_desktop.store import file_lock
from ltx_desktop.store.file_lock import FileLock


def test_one_holds_it_until_it_is_released(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert first.take()
    assert first.take()
    assert not second.take()
    first.release()
    first.release()
    assert second.take()
    second.release()


@not_on_windows("it has modes")
def test_it_is_its_owners(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    assert lock.take()
    assert stat.S_IMODE((tmp_path / "lock").stat().st_mode) == 0o600
    lock.release()


def test_where_there_can_be_none_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> bool:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(file_lock, "_try_lock", fail)
    lock = FileLock(tmp_path / "lock")
    with pytest.raises(OSError, match=os.strerror(errno.ENOLCK)):
        lock.take()
    with pytest.raises(OSError, match="No such file"):
        FileLock(tmp_path / "missing" / "lock").take()
