"""A file is written whole where the user wants it, or what was there stays."""

import errno
import os
import stat
import threading
from pathlib import Path
from typing import NoReturn

import pytest
from harness.platforms import not_on_windows

from ltx_desktop.services import export as services_export
from ltx_desktop.services.export import export
from ltx_desktop.store.errors import Reason

CONTENT = "SYNTHETIC Jürgen 🎬\n".encode()


@not_on_windows("Windows has no such modes")
async def test_a_file_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "accounts Jürgen.csv"
    assert await export(path, lambda: CONTENT) is None
    assert path.read_bytes() == CONTENT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_a_file_that_was_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_bytes(b"much longer than what comes after it" * 100)
    assert await export(path, lambda: CONTENT) is None
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, Reason.DISK_FULL),
        (errno.EROFS, Reason.READ_ONLY),
        (errno.EACCES, Reason.NO_PERMISSION),
        (errno.EIO, Reason.OTHER),
    ],
)
async def test_where_writing_fails_the_reason_is_given_and_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: Reason
) -> None:
    path = tmp_path / "accounts.csv"
    path.write_bytes(b"before")

    def fail(_descriptor: int) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    assert await export(path, lambda: CONTENT) is reason
    assert path.read_bytes() == b"before"
    assert [*tmp_path.iterdir()] == [path]


async def test_a_folder_that_is_gone_is_not_made(tmp_path: Path) -> None:
    assert await export(tmp_path / "gone" / "accounts.csv", lambda: CONTENT) is Reason.MISSING
    assert [*tmp_path.iterdir()] == []


async def test_nothing_is_never_written(tmp_path: Path) -> None:
    """As an image that takes more memory than there is."""
    path = tmp_path / "timeline.png"
    path.write_bytes(b"before")
    assert await export(path, bytes) is Reason.NO_MEMORY
    assert path.read_bytes() == b"before"


@not_on_windows("it has no pipes among its files")
async def test_something_else_than_a_file_is_not_replaced(tmp_path: Path) -> None:
    pipe, device = tmp_path / "pipe.csv", tmp_path / "device.csv"
    os.mkfifo(pipe)
    device.symlink_to(os.devnull)
    for path in (pipe, device):
        assert await export(path, lambda: CONTENT) is Reason.NO_FILE
    assert pipe.is_fifo()
    assert Path(os.devnull).is_char_device()


async def test_a_bug_on_the_way_is_raised(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await export(tmp_path / "accounts.csv", fail)
    assert [*tmp_path.iterdir()] == []


async def test_a_disk_that_never_answers_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = threading.Event()
    monkeypatch.setattr(services_export, "_TIMEOUT", 0.01)

    def content() -> bytes:
        never.wait(10)
        return CONTENT

    assert await export(tmp_path / "accounts.csv", content) is Reason.OTHER
    never.set()
