"""A lock that ends with its process: held by one, refused to others, gone with its folder."""

import errno
import os
import stat
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from harness.platforms import linux_only, not_on_windows

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


def on_windows(monkeypatch: pytest.MonkeyPatch, locked: set[str]) -> ModuleType:
    """The module as Windows loads it; `locked` are the files that a process has locked there."""

    def locking(descriptor: int, mode: int, octets: int) -> None:
        path = str(Path(f"/proc/self/fd/{descriptor}").readlink())
        assert (mode, octets) == (2, 1)
        if path in locked:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        locked.add(path)

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(sys, "platform", "win32")
    assert file_lock.__file__
    spec = spec_from_file_location("file_lock_on_windows", file_lock.__file__)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.undo()
    return module


@linux_only("it looks a descriptor's file up")
def test_on_windows_one_octet_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked: set[str] = set()
    module = on_windows(monkeypatch, locked)
    first, second = module.FileLock(tmp_path / "lock"), module.FileLock(tmp_path / "lock")
    assert first.take()
    assert locked == {str(tmp_path / "lock")}
    assert not second.take()
    first.release()
