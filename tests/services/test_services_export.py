"""A file is written whole where the user wants it, or what was there stays."""

import errno
import os
import stat
from pathlib import Path
from typing import NoReturn

import pytest
from harness.platforms import not_on_windows

from ltx_desktop.services.export import export
from ltx_desktop.store.errors import Reason

CONTENT = "SYNTHETIC Jürgen 🎬\n".encode()


@not_on_windows("Windows has no such modes")
def test_a_file_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "accounts Jürgen.csv"
    assert export(path, CONTENT) is None
    assert path.read_bytes() == CONTENT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_was_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_bytes(b"much longer than what comes after it" * 100)
    assert export(path, CONTENT) is None
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
def test_where_writing_fails_the_reason_is_given_and_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: Reason
) -> None:
    path = tmp_path / "accounts.csv"
    path.write_bytes(b"before")

    def fail(_descriptor: int) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    assert export(path, CONTENT) is reason
    assert path.read_bytes() == b"before"
    assert [*tmp_path.iterdir()] == [path]


def test_a_folder_that_is_gone_is_not_made(tmp_path: Path) -> None:
    assert export(tmp_path / "gone" / "accounts.csv", CONTENT) is Reason.OTHER
    assert [*tmp_path.iterdir()] == []
